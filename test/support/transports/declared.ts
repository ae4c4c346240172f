import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import { firstVersion } from "../agent.ts";

/** Expects an answer to match this server's OpenAPI document. */
export type ExpectDeclared = (method: string, path: string, answer: { status: number; text: string }) => void;

/** Reads the document of a running app in a version to check answers against it. */
export async function declaredBy(app: FastifyInstance, version = firstVersion): Promise<ExpectDeclared> {
  const document = (await app.inject({ method: "GET", url: `/openapi.json?version=${version}` })).json();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "openapi");

  /** The schema's path in the document; undefined when the operation, status or type is not declared. */
  function schemaAt(method: string, path: string, status: number): string | undefined {
    const matching = Object.keys(document.paths).filter((template) => {
      const pattern = template.replace(/\{\w+\}/g, "[^/]+");
      return new RegExp(`^${pattern}$`).test(path.split("?")[0] ?? "");
    });
    const template = matching.toSorted((a, b) => a.split("{").length - b.split("{").length)[0];
    if (template === undefined) return undefined;
    const pointer = ["paths", template, method.toLowerCase(), "responses", String(status)];
    const response = pointer.reduce((part, key) => part?.[key], document);
    const at = response?.$ref ?? `#/${pointer.map(escaped).join("/")}`;
    return response && `openapi${at}/content/application~1json/schema`;
  }

  return (method, path, answer) => {
    const schema = schemaAt(method, path, answer.status);
    if (schema === undefined)
      throw new Error(`${method} ${path} does not declare ${answer.status}: ${answer.text}`);
    const valid = ajv.validate(schema, JSON.parse(answer.text));
    expect(valid ? [] : ajv.errors).toEqual([]);
  };
}

const escaped = (key: string) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
