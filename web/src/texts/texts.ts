import { account } from "./account.ts";
import { asset } from "./asset.ts";
import { library, trash } from "./library.ts";
import { members, settings } from "./settings.ts";
import { palette, shell } from "./shell.ts";
import { shortcuts } from "./shortcuts.ts";
import { claim, invitation, signIn, welcome } from "./sign-in.ts";
import { ui } from "./ui.ts";
import { upload } from "./upload.ts";
import { usage } from "./usage.ts";

/**
 * The texts that most pages share, in English. Those of the audit log, of keys, of memory and of webhooks are in files of their own,
 * which load with their pages.
 */
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
  settings,
  shortcuts,
  usage,
  members,
  account,
};
