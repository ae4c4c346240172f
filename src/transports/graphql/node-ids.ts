import type { Library, Tag } from "../../features/library/libraries/library.ts";

/**
 * Ids of libraries and tags are unique within their organization or library only. Caches of clients key objects by type
 * and id, so each carries an id that is unique everywhere, too.
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
