import { type FailureCode, fail } from "../../kernel/failure.ts";
import { newestVersion, supportedVersions } from "../versions/versions.ts";

/** When each failure is answered, in a few words, and an example message. */
export const failureTexts: Readonly<Record<FailureCode, { when: string; message: string }>> = {
  API_VERSION_REQUIRED: {
    when: "The `Api-Version` header is missing.",
    message: `Send the header 'Api-Version: ${newestVersion.date}'. ${supportedVersions}`,
  },
  BAD_USER_INPUT: {
    when: "The input is invalid. The message names each field and what it must be.",
    message: "pageSize: must be at most 500.",
  },
  EPHEMERAL_LIBRARY_LIMIT_EXCEEDED: {
    when: "An unclaimed organization may have only one library.",
    message:
      "An unclaimed organization can have one library. Claim it to create more: open its claim link and sign in.",
  },
  LIBRARY_LIMIT_EXCEEDED: {
    when: "The organization has reached its library limit.",
    message: "This organization can have up to 10 libraries. Ask the operator of this server for more.",
  },
  UNAUTHENTICATED: { when: "No key was sent.", message: fail.unauthenticated().message },
  INVALID_API_KEY: {
    when: "The key is mistyped, revoked, or another organization's.",
    message: fail.invalidKey().message,
  },
  API_KEY_READ_ONLY: { when: "The key has no write access.", message: fail.readOnly().message },
  FORBIDDEN: {
    when: "This caller is not allowed to do this.",
    message: "Only the operator can do this, on the command line.",
  },
  HTTPS_REQUIRED: {
    when: "The request came over plain HTTP from another machine.",
    message:
      "Use https://: keys must not be sent unencrypted. Behind a proxy that takes HTTPS, set TRUST_PROXY to the proxy's " +
      "address and PUBLIC_URL to the https:// address.",
  },
  STORAGE_LIMIT_EXCEEDED: {
    when: "The organization's storage is full.",
    message:
      "This organization can store up to 1024 MB. Empty the trash, or ask the operator of this server for more.",
  },
  EPHEMERAL_STORAGE_LIMIT_EXCEEDED: {
    when: "The storage of an unclaimed organization is full. Claiming it lifts the limit.",
    message:
      "An unclaimed organization can store up to 250 MB. Claim it to lift this limit: open its claim link and sign in.",
  },
  LIBRARY_LOCKED: { when: "The library does not accept changes.", message: "This library is locked." },
  APPROVAL_REQUIRES_USER: {
    when: "A key was sent, and this takes a person: an app that is connected by OAuth.",
    message: fail.approvalTakesPerson().message,
  },
  PAID_PLAN_REQUIRED: {
    when: "The organization's plan does not include this. Only with plans that the operator sets.",
    message: "This needs a paid plan. Ask the operator of this server.",
  },
  PRO_PLAN_CANCELED: {
    when: "The organization's plan has ended. Only with plans that the operator sets.",
    message: "The plan of this organization has ended. Ask the operator of this server.",
  },
  API_KEY_NOT_AUTHORIZED_FOR_LIBRARY: {
    when: "The library does not exist, or the key does not have the access needed.",
    message: fail.libraryOutOfReach().message,
  },
  ORGANIZATION_NOT_FOUND: {
    when: "The organization does not exist.",
    message: fail.organizationUnknown().message,
  },
  RESOURCE_NOT_FOUND: {
    when: "The asset does not exist in this library, or is in the trash.",
    message: fail.missing("asset").message,
  },
  NOT_FOUND: {
    when: "The asset has no such variant.",
    message: fail.noVariant().message,
  },
  ENDPOINT_NOT_FOUND: {
    when: "The path does not exist.",
    message: "GET /libs does not exist. See /docs for the API reference.",
  },
  METHOD_NOT_ALLOWED: {
    when: "The path does not support this method. The `Allow` header lists those it supports.",
    message: "PUT is not supported here. Use GET or POST.",
  },
  LIBRARY_URL_TAKEN: {
    when: "Another library of the organization has this slug.",
    message: "A library with the slug 'barcelona' already exists. Choose a different slug.",
  },
  CONFLICT: {
    when: "The request conflicts with the current state.",
    message: "This has changed since you read it. Read it again.",
  },
  PAYLOAD_TOO_LARGE: { when: "The body or a file in it is too large.", message: "The request is too large." },
  RATE_LIMITED: {
    when: "Too many calls. Wait for `Retry-After` seconds.",
    message: fail.rateLimited(30).message,
  },
  INTERNAL_SERVER_ERROR: {
    when: "An error on the server. Report it with the request id.",
    message: fail.ourFault("req_5mJX2Qv0dYqk").message,
  },
  SERVICE_UNAVAILABLE: {
    when: "The server is temporarily unavailable. Try again after `Retry-After` seconds.",
    message: fail.unavailable().message,
  },
};
