import { account } from "./account.ts";
import { asset } from "./asset.ts";
import { audit } from "./audit.ts";
import { keys } from "./keys.ts";
import { library, trash } from "./library.ts";
import { memory } from "./memory.ts";
import { members, settings } from "./settings.ts";
import { palette, shell } from "./shell.ts";
import { shortcuts } from "./shortcuts.ts";
import { claim, invitation, signIn, welcome } from "./sign-in.ts";
import { ui } from "./ui.ts";
import { upload } from "./upload.ts";
import { usage } from "./usage.ts";
import { webhooks } from "./webhooks.ts";

/** Every text of the app, in English. Another language is another object of this shape. */
export const texts = {
  locale: "en",
  ui,
  shell,
  signIn,
  claim,
  invitation,
  welcome,
  library,
  upload,
  asset,
  trash,
  palette,
  memory,
  webhooks,
  settings,
  shortcuts,
  usage,
  audit,
  keys,
  members,
  account,
};
