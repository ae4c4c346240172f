export type { RookeryOptions } from "./core.ts";
export { type ErrorCode, RookeryError } from "./error.ts";
export { List, type Page } from "./pages.ts";
export { type Request, Rookery, type Started } from "./rookery.ts";
export type { Progress } from "./transfer/parts.ts";
export type { UploadSource } from "./transfer/source.ts";
export type { ReplaceOptions, UploadedAsset, UploadOptions } from "./transfer/upload.ts";
export type * from "./types.ts";
export {
  type VerifyOptions,
  verifyWebhook,
  type WebhookEvent,
  type WebhookEventType,
} from "./verify-webhook.ts";
