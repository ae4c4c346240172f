import { operations } from "../../src/main/registry.ts";
import { toolsOf } from "../../src/transports/mcp/tools.ts";
import { memoryOperations as ofMemory } from "../../src/transports/memory-rest/routes.ts";
import { restOperations as ofRest } from "../../src/transports/rest/routes.ts";
import { sessionOperations as ofSession } from "../../src/transports/session/routes.ts";

/** The operations of each transport. */
export const restOperations = ofRest(operations);
export const memoryOperations = ofMemory(operations);
export const sessionOperations = ofSession(operations);
export const tools = toolsOf(operations);
