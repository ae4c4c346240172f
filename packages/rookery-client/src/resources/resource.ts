import type { Core, Parts } from "../core.ts";
import { type Fetched, List } from "../pages.ts";
import type { Arguments, CallOptions, Input, Method, Result, Route, Routes } from "../types.ts";

type Values = Record<string, unknown>;

/** A group of methods. */
export class Resource {
  protected readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  /** The method of an operation. */
  protected method<R extends Route>(route: R): Method<R> {
    return (...[input, options]: [input?: unknown, options?: CallOptions]) =>
      this.send(route, input, options) as Promise<Result<Routes[R]>>;
  }

  /** A list in one answer. */
  protected whole<R extends Route, T>(
    route: R,
    itemsOf: (answer: Result<Routes[R]>) => T[],
  ): ListMethod<R, T> {
    return (...[input, options]: [input?: unknown, options?: CallOptions]) =>
      new List(async () => ({
        items: itemsOf((await this.send(route, input, options)) as Result<Routes[R]>),
      }));
  }

  /** A list by `page` and `pageSize`. A page that is not full is the last. */
  protected numbered<R extends Route, T>(
    route: R,
    itemsOf: (answer: Result<Routes[R]>) => { items: T[]; total?: number },
    pageSize: number,
  ): ListMethod<R, T> {
    return (...[given, options]: [given?: unknown, options?: CallOptions]) => {
      const input = { page: 1, pageSize, ...(given as Values | undefined) };
      const fetchPage = async (page: number): Promise<Fetched<T>> => {
        const answer = itemsOf((await this.send(route, { ...input, page }, options)) as Result<Routes[R]>);
        const isLast = answer.items.length < input.pageSize;
        return { ...answer, ...(!isLast && { next: () => fetchPage(page + 1) }) };
      };
      return new List(() => fetchPage(Math.max(1, input.page)));
    };
  }

  /** A list by `limit` and `offset`. */
  protected counted<R extends Route, T>(
    route: R,
    itemsOf: (answer: Result<Routes[R]>) => T[],
  ): ListMethod<R, T> {
    return (...[given, options]: [given?: unknown, options?: CallOptions]) => {
      const fetchPage = async (offset?: number): Promise<Fetched<T>> => {
        const input = { ...(given as Values | undefined), ...(offset !== undefined && { offset }) };
        const answer = (await this.send(route, input, options)) as { total: number; offset: number };
        const items = itemsOf(answer as unknown as Result<Routes[R]>);
        const end = answer.offset + items.length;
        const isLast = items.length === 0 || end >= answer.total;
        return { items, total: answer.total, ...(!isLast && { next: () => fetchPage(end) }) };
      };
      return new List(() => fetchPage());
    };
  }

  /** Sends the fields of an input to where the operation takes them. */
  protected async send(route: Route, given: unknown, options?: CallOptions): Promise<unknown> {
    return this.core.call(route, await partsOf(this.core, route, given as Values | undefined), options);
  }
}

export type ListMethod<R extends Route, T> = (...given: Arguments<Input<Routes[R]>>) => List<T>;

/** The parameters of the path go there, the others into the query of a GET or into the body. */
export async function partsOf(core: Core, route: string, given: Values = {}): Promise<Parts> {
  const { organization, library, ...values } = given;
  const path: Values = {};
  for (const [, name = ""] of route.matchAll(/{(\w+)}/g)) {
    path[name] = values[name];
    delete values[name];
  }
  if ("libraryId" in path) {
    path.libraryId = library ?? core.options.library;
    if (!path.libraryId) throw new TypeError("Pass 'library', or set it on the client.");
  }
  if ("organizationId" in path) path.organizationId = organization ?? (await core.organization());
  if (route.startsWith("GET ")) return { path, query: values };
  return { path, ...(Object.keys(values).length > 0 && { body: values }) };
}
