import type { LinkedBlob } from "../blobs.ts";
import type { S3 } from "./client.ts";

// Long enough to begin a download. A link to a file in the trash works no longer than this.
const linkSeconds = 300;

/** A link that lets a browser get an object, with headers like those of this server. */
export async function linkTo(
  { sdk, client, settings, nameOf }: S3,
  key: string,
  { type, disposition }: LinkedBlob,
): Promise<string> {
  const { getSignedUrl } = await import("@aws-sdk/s3-request-presigner");
  const command = new sdk.GetObjectCommand({
    Bucket: settings.bucket,
    Key: nameOf(key),
    ResponseContentType: type,
    ResponseContentDisposition: disposition,
    ResponseCacheControl: `private, max-age=${linkSeconds}`,
  });
  return getSignedUrl(client, command, { expiresIn: linkSeconds });
}
