import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId } from "../../../../../kernel/fields.ts";
import { CameraData } from "../../../../../media/metadata/camera.ts";
import { defineOperation } from "../../../services.ts";
import { AssetId } from "../../asset.ts";
import { cameraOf } from "../../store.ts";

export const getCameraData = defineOperation({
  name: "getCameraData",
  noun: "Assets",
  summary: "Get a picture's camera data",
  description:
    "Camera, lens, time and exposure from the file's metadata. No location, serial number or person.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({ organizationId: OrganizationId, libraryId: LibraryId, assetId: AssetId }),
  output: CameraData,
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database }, { libraryId, assetId }, caller) {
    const found = await cameraOf(database, granted(caller, libraryId).id, assetId);
    if (!found) throw fail.missing("asset");
    return found.camera ?? {};
  },
});
