import type { Library, Tag } from "../../features/library/libraries/library.ts";

/**
 * Ids of libraries and tags are unique only within their organization or library. Client caches identify objects by
 * type and id, so objects also have a globally unique id.
 */
export const libraryNode = (organizationId: string, library: Library) => ({
  ...library,
  nodeId: `${organizationId}/${library.id}`,
  tags: library.tags.map((tag) => tagNode(organizationId, library.id, tag)),
});

export const tagNode = (organizationId: string, libraryId: string, tag: Tag) => ({
  ...tag,
  nodeId: `${organizationId}/${libraryId}/${tag.id}`,
});
