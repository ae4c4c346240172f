import { type FailureCode, failureCodes } from "../../kernel/failure.ts";
import type { Config } from "../../platform/config.ts";
import { httpStatus } from "../http/failures.ts";
import { apiVersions } from "../rest/api-version.ts";
import { failureTexts } from "./failure-texts.ts";

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;

// Failures that the image API never answers: only operators and other transports meet them.
const notHere: readonly FailureCode[] = ["FORBIDDEN", "CONFLICT", "LIBRARY_LOCKED"];

/** The introduction of the reference, as Markdown: the first calls, and the rules of every call. */
export function introduction(config: Config): string {
  const { publicUrl, claimDays, fileBytesMax, unclaimedStorageBytesMax } = config;
  return `Rookery keeps pictures for people, and gives AI agents the keys to look after them. An agent starts with
nothing but an e-mail address; the person claims everything later by a link.

## Quick start

**Start a library.** The answer holds an \`apiKey\` (shown this once), an \`organizationId\`, a \`libraryId\`, and a
\`claimUrl\` for the person.

\`\`\`sh
curl -X POST ${publicUrl}/libraries \\
  -H 'Api-Version: ${apiVersions[0]}' \\
  -H 'Content-Type: application/json' \\
  -d '{"email": "you@example.com"}'
\`\`\`

**Upload a picture.** Fill in your key and library. The \`url\` in the answer works at once and is permanent.

\`\`\`sh
KEY=pk_…
LIBRARY=${publicUrl}/organizations/…/libraries/…

curl -X POST $LIBRARY/assets \\
  -H 'Api-Version: ${apiVersions[0]}' \\
  -H "Authorization: Bearer $KEY" \\
  -F files=@sunset.jpg
\`\`\`

**See what is there.**

\`\`\`sh
curl $LIBRARY/assets \\
  -H 'Api-Version: ${apiVersions[0]}' \\
  -H "Authorization: Bearer $KEY"
\`\`\`

An unclaimed library is removed after ${claimDays} days, with its files and links, and holds at most
${megabytes(unclaimedStorageBytesMax)}. Claiming it lifts both limits, and the key stays valid.

The memory API is separate, under \`/api/v1\`: no \`Api-Version\`, no envelope, ISO times, and failures as
\`{"error", "message"}\`. Start with \`POST /api/v1/tenants\`. The rest of this introduction is about images.

## Requests

- Send \`Api-Version: ${apiVersions[0]}\` with every call, so that later versions of the API do not break your client.
- Send the key as \`Authorization: Bearer <key>\`. A key belongs to one organization and has \`read\` or \`write\`
  access to each of its libraries; write includes read.
- Bodies are JSON, except for uploads, which are \`multipart/form-data\`. A file may have ${megabytes(fileBytesMax)}.
- Unknown fields in a body are refused, so that typos are noticed. Unknown query parameters are ignored.

## Answers

A successful call answers \`{"data": …}\`, a failed one \`{"error": {"code", "message"}}\`. Times are unix milliseconds, except
\`expiresAt\` (ISO 8601). Answers may gain fields within a version, but never lose any.

## Paging

Lists take \`page\`, from 1, and \`pageSize\`. A page with fewer items than its size is the last.

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
