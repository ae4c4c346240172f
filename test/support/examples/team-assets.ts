import { multipart } from "../agent.ts";
import { picture } from "../files.ts";
import type { Team } from "../team.ts";

interface World {
  team: Team;
}

const png = await picture("teal");

/** A picture in the team's library. */
export async function uploaded({ team: { owner, organizationId } }: World) {
  const at = { organizationId, libraryId: "pictures" };
  const { body, contentType } = multipart({ "a.png": png });
  const query = new URLSearchParams(at);
  const { data } = await owner.post(`/api/app/uploadAssets?${query}`, body, { "content-type": contentType });
  return { ...at, ids: data.assets.map(({ id }: { id: string }) => id) as string[] };
}

/** A picture in the trash. */
export async function trashed(world: World) {
  const assets = await uploaded(world);
  await world.team.owner.call("deleteAssets", assets);
  return assets;
}
