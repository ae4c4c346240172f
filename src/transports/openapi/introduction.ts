import { type FailureCode, failureCodes } from "../../kernel/failure.ts";
import type { Config } from "../../platform/config.ts";
import { httpStatus } from "../http/failures.ts";
import type { ApiVersion } from "../versions/version.ts";
import { apiVersions } from "../versions/versions.ts";
import { failureTexts } from "./failure-texts.ts";

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;

// Failures that only other transports and the command line return.
const notHere: readonly FailureCode[] = ["FORBIDDEN", "CONFLICT", "LIBRARY_LOCKED"];

/** The introduction of the reference, as Markdown: the first calls, and the rules of every call. */
export function introduction(config: Config, { date }: ApiVersion): string {
  const { publicUrl, claimDays, fileBytesMax, unclaimedStorageBytesMax } = config;
  return `Rookery stores pictures that AI agents keep for people. An agent starts with just an email address, and the
  person claims everything later with a link.

## Quick start

 **Start a library.** The answer has an \`apiKey\` (shown only once), an \`organizationId\`, a \`libraryId\`, and a
\`claimUrl\` for the person.

\`\`\`sh
curl -X POST ${publicUrl}/libraries \\
  -H 'Api-Version: ${date}' \\
  -H 'Content-Type: application/json' \\
  -d '{"email": "you@example.com"}'
\`\`\`

**Upload a picture.** Use your key and library. The \`url\` in the answer works at once and is permanent.

\`\`\`sh
KEY=pk_…
LIBRARY=${publicUrl}/organizations/…/libraries/…

curl -X POST $LIBRARY/assets \\
  -H 'Api-Version: ${date}' \\
  -H "Authorization: Bearer $KEY" \\
  -F files=@sunset.jpg
\`\`\`

**List the assets.**

\`\`\`sh
curl $LIBRARY/assets \\
  -H 'Api-Version: ${date}' \\
  -H "Authorization: Bearer $KEY"
\`\`\`

An unclaimed library is removed after ${claimDays} days with its files and links, and can store up to
${megabytes(unclaimedStorageBytesMax)}. Claiming it lifts both limits, and the key stays valid.

The memory API is separate, under \`/api/v1\`: no \`Api-Version\`, no envelope, ISO times, and failures as
\`{"error", "message"}\`. Start with \`POST /api/v1/tenants\`. The rest of this introduction is about images.

## Requests

- Send \`Api-Version: ${date}\` with every call, so that later versions of the API do not break your client. There
  are ${apiVersions.map((one) => `\`${one.date}\``).join(" and ")}; \`/openapi.json?version=\` has each.
- Send the key as \`Authorization: Bearer <key>\`. A key belongs to one organization and has \`read\` or \`write\`
  access to each of its libraries; write includes read.
- Bodies are JSON, except for uploads, which are \`multipart/form-data\`. A file may have ${megabytes(fileBytesMax)}.
- Unknown fields in a body are refused, so that typos are noticed. Unknown query parameters are ignored.

## Answers

A successful call returns \`{"data": …}\`, a failed one \`{"error": {"code", "message"}}\`. Times are unix milliseconds, except
\`expiresAt\` (ISO 8601). Within a version, answers may gain fields but never lose any.

## Paging

Lists accept \`page\`, from 1, and \`pageSize\`. A page with fewer items than \`pageSize\` is the last.

## Errors

Branch on \`code\`. The \`message\` is for people: it is safe to show and says what to do.

${failureCodes
  .filter((code) => !notHere.includes(code))
  .map(errorItem)
  .join("\n")}
`;
}

// A list, since a table with such long codes does not fit on a phone.
const errorItem = (code: FailureCode) =>
  `- **${httpStatus[code]}** \`${code}\`  \n  ${failureTexts[code].when}`;
