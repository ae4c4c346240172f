import S3rver from "@20minutes/s3rver";

// An S3 server on files, in a process of its own: its pages of lists need a cipher that Node has only with
// `--openssl-legacy-provider`.
const [directory = ""] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory,
  // It signs the path of a bucket without the slash that the SDK signs. Unknown keys are refused all the same.
  allowMismatchedSignatures: true,
  vhostBuckets: false,
  configureBuckets: [{ name: "rookery" }],
});
const { port } = await server.run();
process.send?.(port);
process.on("disconnect", () => process.exit());
