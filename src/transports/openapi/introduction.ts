import { type FailureCode, failureCodes } from "../../kernel/failure.ts";
import type { Config } from "../../platform/config.ts";
import { httpStatus } from "../http/failures.ts";
import { apiVersions } from "../rest/api-version.ts";
import { failureTexts } from "./failure-texts.ts";

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;

// What the image API never answers: operators' own, and what only other transports refuse.
const notHere: readonly FailureCode[] = ["FORBIDDEN", "CONFLICT", "LIBRARY_LOCKED"];

/** What a developer reads first: the first calls, and what holds for all of them. Markdown. */
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

**Upload a picture.** Put in what you were given. The \`url\` in the answer works at once, and for good.

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

A library that nobody claims is removed after ${claimDays} days, with its files and links. Until it is claimed it
holds ${megabytes(unclaimedStorageBytesMax)}. Claiming lifts the limit; the key stays valid.

Memory has an API of its own beside this one, under \`/api/v1\`: no \`Api-Version\`, no envelope, ISO times, and failures as
\`{"error", "message"}\`. Begin with \`POST /api/v1/tenants\`. What follows here is about images.

## Requests

- Send \`Api-Version: ${apiVersions[0]}\` with every call, so that a later version of the API changes nothing for you.
- Send the key as \`Authorization: Bearer <key>\`. A key belongs to one organization and has \`read\` or \`write\`
  access to each of its libraries; write includes read.
- Bodies are JSON, except for uploads, which are \`multipart/form-data\`. A file may have ${megabytes(fileBytesMax)}.
- Fields of a body that an operation does not know are refused, so that a typo is never passed over. Unknown parameters
  of a query are ignored.

## Answers

An answer is \`{"data": …}\`, a failure \`{"error": {"code", "message"}}\`. Times are unix milliseconds, except
\`expiresAt\` (ISO 8601). Fields may be added to answers within a version; none is taken away.

## Paging

Lists take \`page\`, from 1, and \`pageSize\`. A page with fewer items than its size is the last.

## Errors

Decide by \`code\`. The \`message\` is for people: it is safe to show and says what to do.

${failureCodes
  .filter((code) => !notHere.includes(code))
  .map(errorItem)
  .join("\n")}
`;
}

// A list, since these long codes leave a table no room on a phone.
const errorItem = (code: FailureCode) =>
  `- **${httpStatus[code]}** \`${code}\`  \n  ${failureTexts[code].when}`;
