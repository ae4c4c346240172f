import { openS3 } from "../../../src/platform/blobs/s3/client.ts";
import { countStoreUse } from "../../../src/platform/blobs/store-use.ts";
import type { S3Settings } from "../../../src/platform/s3-settings.ts";
import { settingsOf } from "./s3-server.ts";

/** A bucket of the distributed store that `.ci/swift` started. Undefined where it does not run. */
export async function distributedS3(): Promise<S3Settings | undefined> {
  const endpoint = process.env.TEST_S3_ENDPOINT;
  if (!endpoint) return undefined;
  const settings = {
    ...settingsOf(endpoint),
    bucket: `rookery-${process.pid}`,
    credentials: { accessKeyId: "test:tester", secretAccessKey: "testing" },
  };
  const { sdk, client } = await openS3(settings, { use: countStoreUse() });
  await client.send(new sdk.CreateBucketCommand({ Bucket: settings.bucket }));
  return settings;
}
