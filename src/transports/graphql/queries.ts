import { getAsset } from "../../features/library/assets/read/operations/get.ts";
import { listAssets } from "../../features/library/assets/read/operations/list.ts";
import { getAssetLink, getAssetLinks } from "../../features/library/delivery/signing/operations.ts";
import { listLibraries } from "../../features/library/libraries/operations/list.ts";
import { listTags } from "../../features/library/libraries/operations/list-tags.ts";
import { me } from "../../features/library/onboarding/operations/me.ts";
import { searchAssets } from "../../features/library/search/operations.ts";
import { callOperation } from "./call.ts";
import type { Resolvers } from "./context.ts";
import { libraryNode, tagNode } from "./node-ids.ts";
import { photoOf, photosPageSize } from "./photo.ts";
import type { GraphqlServices } from "./services.ts";

/** The fields of `Query`. */
export function queries(services: GraphqlServices): Resolvers {
  const call = callOperation(services);
  return {
    viewer: (_, _args, context) => call(me, context, {}),
    libraries: async (_, args, context) =>
      (await call(listLibraries, context, args)).map((one) => libraryNode(args.organizationId, one)),
    assets: (_, args, context) => call(listAssets, context, args),
    asset: (_, args, context) => call(getAsset, context, args),
    assetLink: (_, args, context) => call(getAssetLink, context, args),
    assetLinks: (_, args, context) => call(getAssetLinks, context, args),
    searchAssets: (_, args, context) => call(searchAssets, context, args),
    tags: async (_, args, context) =>
      (await call(listTags, context, args)).map((tag) => tagNode(args.organizationId, args.libraryId, tag)),
    photos: async (_, { page, ...library }: { page?: number | null }, context) => {
      const fromOne = { ...library, page: (page ?? 0) + 1, pageSize: photosPageSize };
      return (await call(listAssets, context, fromOne)).map(photoOf);
    },
  };
}
