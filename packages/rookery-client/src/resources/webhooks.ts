import { Resource } from "./resource.ts";

/** Where events are sent. */
export class Webhooks extends Resource {
  /** The main webhook. */
  readonly get = this.method("GET /api/v1/webhooks");
  readonly secret = this.method("GET /api/v1/webhooks/secret");
  readonly rotateSecret = this.method("POST /api/v1/webhooks/secret/rotate");
  readonly endpoints = new Endpoints(this.core);
  readonly deliveries = new Deliveries(this.core);
}

export class Endpoints extends Resource {
  readonly list = this.whole("GET /api/v1/webhooks/endpoints", ({ webhooks }) => webhooks);
  readonly create = this.method("POST /api/v1/webhooks/endpoints");
  readonly update = this.method("PATCH /api/v1/webhooks/endpoints/{webhook_id}");
  readonly delete = this.method("DELETE /api/v1/webhooks/endpoints/{webhook_id}");
  readonly secret = this.method("GET /api/v1/webhooks/endpoints/{webhook_id}/secret");
  readonly rotateSecret = this.method("POST /api/v1/webhooks/endpoints/{webhook_id}/secret/rotate");
  /** Sends a test event. */
  readonly test = this.method("POST /api/v1/webhooks/endpoints/{webhook_id}/test");
}

/** What was sent in the last 30 days, with every attempt. */
export class Deliveries extends Resource {
  readonly list = this.counted("GET /api/v1/webhooks/deliveries", ({ deliveries }) => deliveries);
  readonly redeliver = this.method("POST /api/v1/webhooks/deliveries/{delivery_id}/redeliver");
}
