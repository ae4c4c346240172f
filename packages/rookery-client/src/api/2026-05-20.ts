// Written by `npm run client:types` from contract/openapi-2026-05-20.json. Edit that one.

export interface Routes {
  "GET /organizations/{organizationId}/usage": operations["getOrganizationUsage"];
  "POST /libraries": operations["startWithoutAccount"];
  "GET /me": operations["me"];
  "GET /organizations/{organizationId}/libraries": operations["listLibraries"];
  "POST /organizations/{organizationId}/libraries": operations["createLibrary"];
  "PATCH /organizations/{organizationId}/libraries/{libraryId}": operations["renameLibrary"];
  "PUT /organizations/{organizationId}/libraries/{libraryId}/privacy": operations["setLibraryPrivacy"];
  "GET /organizations/{organizationId}/libraries/{libraryId}/assets": operations["listAssets"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets": operations["uploadAssets"];
  "DELETE /organizations/{organizationId}/libraries/{libraryId}/assets": operations["deleteAssets"];
  "GET /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}": operations["getAsset"];
  "GET /organizations/{organizationId}/search/assets": operations["searchAssets"];
  "GET /organizations/{organizationId}/libraries/{libraryId}/counts": operations["countAssets"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/uploads": operations["createUpload"];
  "PUT /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/file": operations["replaceAssetFile"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/downloads": operations["createDownload"];
  "PATCH /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/description": operations["updateAssetDescription"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/transfer": operations["transferAssets"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/restore": operations["restoreAssets"];
  "PUT /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/edits": operations["editAsset"];
  "DELETE /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/edits": operations["revertAsset"];
  "PATCH /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/approval": operations["setAssetApproval"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/promote": operations["promoteVariant"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/link": operations["getAssetLink"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/links": operations["getAssetLinks"];
  "GET /organizations/{organizationId}/libraries/{libraryId}/tags": operations["listTags"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/tag": operations["tagAssets"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/assets/untag": operations["untagAssets"];
  "POST /organizations/{organizationId}/libraries/{libraryId}/shares": operations["createShareLink"];
  "GET /organizations/{organizationId}/libraries/{libraryId}/shares": operations["listShareLinks"];
  "DELETE /organizations/{organizationId}/libraries/{libraryId}/shares/{shareId}": operations["revokeShareLink"];
  "PUT /uploads/{token}": operations["putUpload"];
  "POST /files": operations["createResumableUpload"];
  "GET /files/{token}": operations["getResumableUpload"];
  "HEAD /files/{token}": operations["headResumableUpload"];
  "PATCH /files/{token}": operations["patchResumableUpload"];
  "DELETE /files/{token}": operations["deleteResumableUpload"];
  "GET /downloads/{token}": operations["getDownload"];
  "GET /cdn/{organizationId}/{libraryId}/{assetId}": operations["getFile"];
  "GET /cdn/{organizationId}/{libraryId}/{assetId}/{version}/{file}": operations["getSizedFile"];
  "POST /api/v1/tenants": operations["registerTenant"];
  "GET /api/v1/tenant": operations["getTenant"];
  "PATCH /api/v1/tenant": operations["updateTenant"];
  "DELETE /api/v1/tenant": operations["deleteTenant"];
  "POST /api/v1/api-keys": operations["createApiKey"];
  "GET /api/v1/api-keys": operations["listApiKeys"];
  "DELETE /api/v1/api-keys/{key_id}": operations["revokeApiKey"];
  "POST /api/v1/api-keys/{key_id}/rotate": operations["rotateApiKey"];
  "GET /api/v1/memory/reads": operations["listMemoryReads"];
  "POST /api/v1/users": operations["createUser"];
  "GET /api/v1/users": operations["listUsers"];
  "GET /api/v1/users/{user_id}": operations["getUser"];
  "PATCH /api/v1/users/{user_id}": operations["updateUser"];
  "DELETE /api/v1/users/{user_id}": operations["eraseUser"];
  "GET /api/v1/users/{user_id}/export": operations["exportUser"];
  "POST /api/v1/conversations": operations["createConversation"];
  "GET /api/v1/conversations": operations["listConversations"];
  "GET /api/v1/conversations/{conversation_id}": operations["getConversation"];
  "PATCH /api/v1/conversations/{conversation_id}": operations["updateConversation"];
  "DELETE /api/v1/conversations/{conversation_id}": operations["deleteConversation"];
  "POST /api/v1/memory/ingest": operations["ingestMemory"];
  "POST /api/v1/memory/ingest/batch": operations["ingestBatch"];
  "POST /api/v1/memory/import": operations["importMemory"];
  "POST /api/v1/memory/query": operations["queryMemory"];
  "POST /api/v1/memory/search": operations["searchMemory"];
  "POST /api/v1/memory/flush": operations["flushMemory"];
  "GET /api/v1/memory/interactions": operations["listInteractions"];
  "GET /api/v1/memory/interactions/{interaction_id}": operations["getInteraction"];
  "PATCH /api/v1/memory/interactions/{interaction_id}": operations["editInteraction"];
  "DELETE /api/v1/memory/interactions/{interaction_id}": operations["forgetInteraction"];
  "GET /api/v1/memory/facts": operations["listFacts"];
  "POST /api/v1/memory/facts": operations["createFact"];
  "PATCH /api/v1/memory/facts/{fact_id}": operations["correctFact"];
  "DELETE /api/v1/memory/facts/{fact_id}": operations["forgetFact"];
  "GET /api/v1/memory/entities": operations["listEntities"];
  "GET /api/v1/memory/entities/{name}": operations["getEntity"];
  "POST /api/v1/memory/remember": operations["rememberExchange"];
  "POST /api/v1/memory/recall": operations["recallForPerson"];
  "GET /api/v1/webhooks": operations["getWebhook"];
  "GET /api/v1/webhooks/secret": operations["getWebhookSecret"];
  "POST /api/v1/webhooks/secret/rotate": operations["rotateWebhookSecret"];
  "GET /api/v1/webhooks/deliveries": operations["listWebhookDeliveries"];
  "POST /api/v1/webhooks/deliveries/{delivery_id}/redeliver": operations["redeliverWebhook"];
  "GET /api/v1/webhooks/endpoints": operations["listWebhookEndpoints"];
  "POST /api/v1/webhooks/endpoints": operations["createWebhookEndpoint"];
  "PATCH /api/v1/webhooks/endpoints/{webhook_id}": operations["updateWebhookEndpoint"];
  "DELETE /api/v1/webhooks/endpoints/{webhook_id}": operations["deleteWebhookEndpoint"];
  "GET /api/v1/webhooks/endpoints/{webhook_id}/secret": operations["getWebhookEndpointSecret"];
  "POST /api/v1/webhooks/endpoints/{webhook_id}/secret/rotate": operations["rotateWebhookEndpointSecret"];
  "POST /api/v1/webhooks/endpoints/{webhook_id}/test": operations["testWebhookEndpoint"];
  "GET /openapi.json": operations["getOpenApiDocument"];
}

export interface components {
    schemas: {
        ApiKey: {
            id: string;
            name: string;
            /** @description The first characters of its secret. */
            prefix: string;
            hint: string;
            scopes: ("memory:read" | "memory:write" | "users:read" | "users:write" | "conversations:read" | "conversations:write" | "tenant:read" | "tenant:admin" | "memory:search")[];
            libraries: {
                [key: string]: "read" | "write";
            };
            /** @enum {string|null} */
            environment: "live" | "test" | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @description When a working secret of the key was found in public. Rotate or revoke the key.
             */
            leaked_at: string | null;
        };
        Asset: {
            /** @example V1StGXR8_Z5 */
            id: string;
            /**
             * @description The file's name without its extension.
             * @example sunset
             */
            name: string | null;
            /** @example barcelona */
            libraryId: string | null;
            /** @example The beach at dusk. */
            description: string | null;
            /**
             * @example [
             *       "beach",
             *       "sunset"
             *     ]
             */
            tags: string[];
            /**
             * @description `view` if it has a parent.
             * @enum {string|null}
             */
            type: "main" | "view" | null;
            /**
             * @description Detected from the file's content.
             * @example image/jpeg
             */
            contentType: string | null;
            /**
             * @description Bytes of the file that `url` serves, before edits.
             * @example 2481204
             */
            size: number | null;
            /**
             * @description Pixels, upright and edited. null while processing, and for video and PDF.
             * @example 4032
             */
            width: number | null;
            /** @example 3024 */
            height: number | null;
            /**
             * @description A short string that encodes a blurred placeholder.
             * @example LEHV6nWB2yk8pyo0adR*.7kCMdnj
             */
            blurhash: string | null;
            /**
             * Format: uri
             * @description Full size, permanent, works at once.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5
             */
            url: string | null;
            /**
             * Format: uri
             * @description At most 400 px. Of a PDF, its first page.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/400.webp
             */
            thumbUrl: string | null;
            /**
             * Format: uri
             * @description At most 800 px.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/800.webp
             */
            thumbHighUrl: string | null;
            /**
             * Format: uri
             * @description Small and blurred, to show while another size loads.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/blurred.webp
             */
            thumbUrlBlurred: string | null;
            /** @description Other versions of it, uploaded with its id as `parentId`. */
            views: components["schemas"]["AssetView"][];
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            created: number | null;
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            updated: number | null;
            uploadedBy: {
                /** @example Holiday bot */
                name: string;
            } | null;
            /**
             * @description Longest edge in pixels → link, for every size smaller than the original.
             * @example {
             *       "400": "https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/400.webp"
             *     }
             */
            sizes: {
                [key: string]: string;
            } | null;
            /**
             * @description The asset that it is a view of.
             * @example null
             */
            parentId: string | null;
            /**
             * Format: uri
             * @description Its page in the web app.
             * @example null
             */
            appUrl: string | null;
            /** @example sunset.jpg */
            filename: string | null;
            /**
             * @example ready
             * @enum {string|null}
             */
            status: "processing" | "ready" | "failed" | null;
            /**
             * @description 0 to 100.
             * @example 100
             */
            progress: number | null;
            /** @description What is wrong with a picture that can be shown nevertheless, such as a missing end of its file. */
            warning: string | null;
            /**
             * @description Why processing failed.
             * @example null
             */
            error: string | null;
            /**
             * @description When the picture was taken, by its camera's clock: local time without an offset. null when the file does not tell.
             * @example 2024-05-06T19:08:09
             */
            takenAt: string | null;
            /** @description How its links show the picture: see `editAsset`. null if as it was uploaded. */
            edits: {
                /**
                 * @description Degrees clockwise.
                 * @enum {number}
                 */
                rotate: 0 | 90 | 180 | 270;
                /**
                 * @description `h` mirrors left and right, `v` top and bottom.
                 * @enum {string|null}
                 */
                flip: "h" | "v" | "hv" | null;
                /** @description The part that is kept, in shares of the turned and mirrored picture. */
                crop: {
                    x: number;
                    y: number;
                    width: number;
                    height: number;
                } | null;
                /** @description What crops keep, in shares of the edited picture. */
                focalPoint: {
                    x: number;
                    y: number;
                } | null;
            } | null;
        };
        AssetVariant: {
            id: string;
            parentId: string | null;
            width: number | null;
            height: number | null;
            name: string | null;
            /** Format: uri */
            url: string | null;
            /**
             * @description Longest edge in pixels → link, for every size smaller than the original.
             * @example {
             *       "400": "https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/400.webp"
             *     }
             */
            sizes: {
                [key: string]: string;
            } | null;
            /** @constant */
            type: "variant";
            metadata: {
                basedOnId: string | null;
                /**
                 * @description Unix time in milliseconds.
                 * @example 1763683200000
                 */
                created: number | null;
                name: string | null;
                /** Format: uri */
                url: string | null;
            } | null;
        };
        AssetView: {
            id: string;
            parentId: string | null;
            width: number | null;
            height: number | null;
            name: string | null;
            /** Format: uri */
            url: string | null;
            /** Format: uri */
            thumbUrl: string | null;
            type: string | null;
            metadata: {
                basedOnId: string | null;
                /**
                 * @description Unix time in milliseconds.
                 * @example 1763683200000
                 */
                created: number | null;
                name: string | null;
                /** Format: uri */
                url: string | null;
            } | null;
        };
        BatchResult: {
            /** @description null if it was not stored. */
            interaction_id: string | null;
            /** @description Why it was not stored, and what to do. */
            error: string | null;
        };
        Conversation: {
            conversation_id: string;
            tenant_id: string;
            user_id: string;
            title: string | null;
            /** @description For your own use. */
            metadata: {
                [key: string]: unknown;
            };
            /** @description Exchanges in it. */
            message_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        CreatedLibrary: {
            /**
             * @description The library's slug. It stays the same when the library is renamed.
             * @example barcelona
             */
            id: string;
            /** @example Barcelona */
            name: string | null;
            /**
             * @description The number of assets, without the trash.
             * @example 128
             */
            assetsCount: number;
            /**
             * @description The same number as `assetsCount`.
             * @example 128
             */
            photosCount: number;
            /** @example 2 */
            trashCount: number;
            /** @description Whether every link needs a signature. */
            private: boolean;
            /**
             * @description How long links in answers work, if it is private.
             * @example 86400
             */
            linkSeconds: number;
            /** @description The 20 most used tags. */
            tags: components["schemas"]["Tag"][];
            /**
             * Format: uri
             * @description Its page in the web app.
             * @example https://pictures.example.com/app/acme-co/barcelona
             */
            libraryUrl: string;
        };
        Duplicate: {
            /** @example sunset.jpg */
            filename: string;
            /**
             * @description The oldest asset with the same file.
             * @example V1StGXR8_Z5
             */
            duplicateOf: string;
            /**
             * @description The new asset, or `duplicateOf` if there is none.
             * @example k3Jd02mQ9aZ
             */
            assetId: string;
            /** @enum {string} */
            done: "kept" | "skipped" | "replaced";
        };
        Fact: {
            fact_id: string;
            /** @description `user`, or a person or relation they spoke of. */
            subject: string;
            attribute: string;
            value: string;
            /** @description One sentence, ready for a prompt. */
            text: string;
            /** @description 0 to 1. */
            confidence: number;
            /** Format: date-time */
            valid_from: string;
            /**
             * Format: date-time
             * @description null while the fact is current.
             */
            valid_to: string | null;
            source_interaction_id: string | null;
        };
        Interaction: {
            interaction_id: string;
            user_id: string;
            conversation_id: string;
            user_message: string;
            agent_response: string;
            /** @description For your own use. */
            metadata: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            timestamp: string;
            /** @description The offset of the `timestamp` that was sent, like `+02:00`. null for UTC. */
            utc_offset: string | null;
            buffered: boolean;
        };
        Library: {
            /**
             * @description The library's slug. It stays the same when the library is renamed.
             * @example barcelona
             */
            id: string;
            /** @example Barcelona */
            name: string | null;
            /**
             * @description The number of assets, without the trash.
             * @example 128
             */
            assetsCount: number;
            /**
             * @description The same number as `assetsCount`.
             * @example 128
             */
            photosCount: number;
            /** @example 2 */
            trashCount: number;
            /** @description Whether every link needs a signature. */
            private: boolean;
            /**
             * @description How long links in answers work, if it is private.
             * @example 86400
             */
            linkSeconds: number;
            /** @description The 20 most used tags. */
            tags: components["schemas"]["Tag"][];
        };
        MemoryRead: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @example memory */
            transport: string;
            actor: {
                /** @enum {string} */
                kind: "key" | "session";
                /** @description Id of the key or the account. */
                id: string;
                /** @description The name at the time of the call. */
                name: string;
            };
            /** @example queryMemory */
            operation: string;
            /** @description null for a list of users, and once it is erased. */
            user_id: string | null;
            request_id: string;
        };
        NewApiKey: {
            id: string;
            name: string;
            /** @description The first characters of its secret. */
            prefix: string;
            scopes: ("memory:read" | "memory:write" | "users:read" | "users:write" | "conversations:read" | "conversations:write" | "tenant:read" | "tenant:admin" | "memory:search")[];
            /** @enum {string|null} */
            environment: "live" | "test" | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            api_key: string;
            message: string;
        };
        NewWebhookEndpoint: {
            webhook_id: string;
            /** @description null while paused. */
            url: string | null;
            events: string[];
            secret_hint: string;
            /** @description Whether it is the one in the tenant's settings. */
            main: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @example whsec_… */
            secret: string;
        };
        PromotedAsset: {
            /** @example V1StGXR8_Z5 */
            id: string;
            /**
             * @description The file's name without its extension.
             * @example sunset
             */
            name: string | null;
            /** @example barcelona */
            libraryId: string | null;
            /** @example The beach at dusk. */
            description: string | null;
            /**
             * @example [
             *       "beach",
             *       "sunset"
             *     ]
             */
            tags: string[];
            /**
             * @description `variant` if it has a parent.
             * @enum {string|null}
             */
            type: "main" | "variant" | null;
            /**
             * @description Detected from the file's content.
             * @example image/jpeg
             */
            contentType: string | null;
            /**
             * @description Bytes of the file that `url` serves, before edits.
             * @example 2481204
             */
            size: number | null;
            /**
             * @description Pixels, upright and edited. null while processing, and for video and PDF.
             * @example 4032
             */
            width: number | null;
            /** @example 3024 */
            height: number | null;
            /**
             * @description A short string that encodes a blurred placeholder.
             * @example LEHV6nWB2yk8pyo0adR*.7kCMdnj
             */
            blurhash: string | null;
            /**
             * Format: uri
             * @description Full size, permanent, works at once.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5
             */
            url: string | null;
            /**
             * Format: uri
             * @description Small and blurred, to show while another size loads.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/blurred.webp
             */
            thumbUrlBlurred: string | null;
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            created: number | null;
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            updated: number | null;
            uploadedBy: {
                /** @example Holiday bot */
                name: string;
            } | null;
            /**
             * @description Longest edge in pixels → link, for every size smaller than the original.
             * @example {
             *       "400": "https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/400.webp"
             *     }
             */
            sizes: {
                [key: string]: string;
            } | null;
            /**
             * @description The asset that it is a variant of.
             * @example null
             */
            parentId: string | null;
            /**
             * Format: uri
             * @description Its page in the web app.
             * @example null
             */
            appUrl: string | null;
            /** @example sunset.jpg */
            filename: string | null;
            /**
             * @example ready
             * @enum {string|null}
             */
            status: "processing" | "ready" | "failed" | null;
            /**
             * @description 0 to 100.
             * @example 100
             */
            progress: number | null;
            /** @description What is wrong with a picture that can be shown nevertheless, such as a missing end of its file. */
            warning: string | null;
            /**
             * @description Why processing failed.
             * @example null
             */
            error: string | null;
            /**
             * @description When the picture was taken, by its camera's clock: local time without an offset. null when the file does not tell.
             * @example 2024-05-06T19:08:09
             */
            takenAt: string | null;
            /** @description What a person decided about it. */
            approval: {
                /** @enum {string} */
                state: "in_review" | "approved" | "needs_changes";
                /** @example Brighter, please. */
                note: string | null;
                /** @description Who decided. */
                by: {
                    name: string;
                } | null;
                /**
                 * @description Unix time in milliseconds.
                 * @example 1763683200000
                 */
                at: number;
            } | null;
            /** @description How its links show the picture: see `editAsset`. null if as it was uploaded. */
            edits: {
                /**
                 * @description Degrees clockwise.
                 * @enum {number}
                 */
                rotate: 0 | 90 | 180 | 270;
                /**
                 * @description `h` mirrors left and right, `v` top and bottom.
                 * @enum {string|null}
                 */
                flip: "h" | "v" | "hv" | null;
                /** @description The part that is kept, in shares of the turned and mirrored picture. */
                crop: {
                    x: number;
                    y: number;
                    width: number;
                    height: number;
                } | null;
                /** @description What crops keep, in shares of the edited picture. */
                focalPoint: {
                    x: number;
                    y: number;
                } | null;
            } | null;
            /** @description Other versions of it, uploaded with its id as `parentId`. */
            variants: components["schemas"]["AssetVariant"][];
        };
        SearchHit: {
            /** @example V1StGXR8_Z5 */
            id: string;
            /**
             * @description The file's name without its extension.
             * @example sunset
             */
            name: string | null;
            /** @example barcelona */
            libraryId: string | null;
            /** @example The beach at dusk. */
            description: string | null;
            /**
             * @example [
             *       "beach",
             *       "sunset"
             *     ]
             */
            tags: string[];
            /**
             * @description `view` if it has a parent.
             * @enum {string|null}
             */
            type: "main" | "view" | null;
            /**
             * @description Detected from the file's content.
             * @example image/jpeg
             */
            contentType: string | null;
            /**
             * @description Bytes of the file that `url` serves, before edits.
             * @example 2481204
             */
            size: number | null;
            /**
             * @description Pixels, upright and edited. null while processing, and for video and PDF.
             * @example 4032
             */
            width: number | null;
            /** @example 3024 */
            height: number | null;
            /**
             * @description A short string that encodes a blurred placeholder.
             * @example LEHV6nWB2yk8pyo0adR*.7kCMdnj
             */
            blurhash: string | null;
            /**
             * Format: uri
             * @description Full size, permanent, works at once.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5
             */
            url: string | null;
            /**
             * Format: uri
             * @description At most 400 px. Of a PDF, its first page.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/400.webp
             */
            thumbUrl: string | null;
            /**
             * Format: uri
             * @description At most 800 px.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/800.webp
             */
            thumbHighUrl: string | null;
            /**
             * Format: uri
             * @description Small and blurred, to show while another size loads.
             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/blurred.webp
             */
            thumbUrlBlurred: string | null;
            /** @description Other versions of it, uploaded with its id as `parentId`. */
            views: components["schemas"]["AssetView"][];
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            created: number | null;
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            updated: number | null;
            uploadedBy: {
                /** @example Holiday bot */
                name: string;
            } | null;
            /**
             * @description Longest edge in pixels → link, for every size smaller than the original.
             * @example {
             *       "400": "https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5/k3Jd02mQ/400.webp"
             *     }
             */
            sizes: {
                [key: string]: string;
            } | null;
            /**
             * @description The asset that it is a view of.
             * @example null
             */
            parentId: string | null;
            /**
             * Format: uri
             * @description Its page in the web app.
             * @example null
             */
            appUrl: string | null;
            /** @example sunset.jpg */
            filename: string | null;
            /**
             * @example ready
             * @enum {string|null}
             */
            status: "processing" | "ready" | "failed" | null;
            /**
             * @description 0 to 100.
             * @example 100
             */
            progress: number | null;
            /** @description What is wrong with a picture that can be shown nevertheless, such as a missing end of its file. */
            warning: string | null;
            /**
             * @description Why processing failed.
             * @example null
             */
            error: string | null;
            /**
             * @description When the picture was taken, by its camera's clock: local time without an offset. null when the file does not tell.
             * @example 2024-05-06T19:08:09
             */
            takenAt: string | null;
            /** @description How its links show the picture: see `editAsset`. null if as it was uploaded. */
            edits: {
                /**
                 * @description Degrees clockwise.
                 * @enum {number}
                 */
                rotate: 0 | 90 | 180 | 270;
                /**
                 * @description `h` mirrors left and right, `v` top and bottom.
                 * @enum {string|null}
                 */
                flip: "h" | "v" | "hv" | null;
                /** @description The part that is kept, in shares of the turned and mirrored picture. */
                crop: {
                    x: number;
                    y: number;
                    width: number;
                    height: number;
                } | null;
                /** @description What crops keep, in shares of the edited picture. */
                focalPoint: {
                    x: number;
                    y: number;
                } | null;
            } | null;
            /** @description Higher is better. 0 when the query is empty. */
            score: number;
            /** @description HTML: matches are in `<mark>`, everything else is escaped. Only fields that matched. */
            highlights: {
                name?: string;
                tags?: string[];
            };
        };
        SearchResult: {
            hits: components["schemas"]["SearchHit"][];
            /** @description How many assets match, on all pages. */
            found: number;
            page: number;
        };
        ShareLink: {
            /** @example V1StGXR8_Z5a */
            id: string;
            /**
             * @description The heading of the gallery.
             * @example Summer in Porto
             */
            name: string;
            /**
             * @description How many files were chosen. null for a tag or a whole library.
             * @example 12
             */
            files: number | null;
            /** @example null */
            tag: string | null;
            /**
             * @description Unix time in milliseconds.
             * @example 1763683200000
             */
            created: number;
            /** @example Ada */
            createdBy: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Tag: {
            /**
             * @description The tag's text.
             * @example sunset
             */
            id: string;
            /**
             * @description The number of assets with this tag.
             * @example 12
             */
            count: number;
            /** @enum {string} */
            type: "user" | "ai";
        };
        Tenant: {
            tenant_id: string;
            name: string | null;
            email: string | null;
            /** @enum {string} */
            status: "active" | "suspended" | "deleted";
            settings: {
                /**
                 * @description 0 keeps everything.
                 * @default 30
                 */
                retention_days: number;
                /** @default 10 */
                batch_size: number;
                /** @default 100 */
                max_conversations_per_user: number;
                /** @default 1000 */
                max_users: number;
                /**
                 * @default platform
                 * @enum {string}
                 */
                encryption_mode: "platform" | "byok";
                /**
                 * Format: uri
                 * @default null
                 * @example https://example.com/hooks/rookery
                 */
                webhook_url: string | null;
                /**
                 * @description The events to send.
                 * @default []
                 */
                webhook_events: ("memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted")[];
                /**
                 * @description Record who reads memory.
                 * @default false
                 */
                audit_reads: boolean;
                /**
                 * @description 0 is no limit.
                 * @default 0
                 */
                rate_limit_per_minute: number;
            };
            stats: {
                user_count: number;
                conversation_count: number;
                total_interactions: number;
                storage_bytes: number;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        User: {
            user_id: string;
            tenant_id: string;
            external_ref: string | null;
            display_name: string | null;
            time_zone: string | null;
            /** @description For your own use. */
            metadata: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Webhook: {
            /** @description null while paused. */
            url: string | null;
            events: string[];
            /** @description null without an endpoint. */
            secret_hint: string | null;
            /** Format: date-time */
            updated_at: string | null;
        };
        WebhookDelivery: {
            /** @description The event's id, the same for every attempt. */
            delivery_id: string;
            /** @description null if the endpoint was removed. */
            webhook_id: string | null;
            /** @enum {string} */
            event: "memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted" | "webhook.test";
            data: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            /** Format: date-time */
            next_attempt_at: string | null;
            /** Format: date-time */
            created_at: string;
            attempts: {
                /** Format: date-time */
                at: string;
                ms: number;
                /** @description null without an answer. */
                status_code: number | null;
                /**
                 * @description null when the attempt succeeded.
                 * @enum {string|null}
                 */
                error: "status" | "no_answer" | "no_endpoint" | null;
            }[];
        };
        WebhookEndpoint: {
            webhook_id: string;
            /** @description null while paused. */
            url: string | null;
            events: string[];
            secret_hint: string;
            /** @description Whether it is the one in the tenant's settings. */
            main: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
    };
    responses: never;
    parameters: {
        /** @description The version of this API that your client was written for. */
        ApiVersion: "2026-05-20";
        /** @description Makes a retry safe: within a day, the same request with the same key is not run again but answered as before, with `Idempotent-Replayed: true`. Another request with the key is a 400, one that is still running a 409. Calls that fail can be sent again. Files are compared by name and content. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getOrganizationUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example acme-co */
                            organizationId: string;
                            /**
                             * @description null while unclaimed.
                             * @example free
                             */
                            plan: string | null;
                            claimed: boolean;
                            /**
                             * Format: date-time
                             * @description When everything in an unclaimed organization is removed.
                             */
                            expiresAt: string | null;
                            libraries: number;
                            /** @description null without a limit. */
                            librariesMax: number | null;
                            /** @description Number of assets, without views and trash. */
                            assets: number;
                            storage: {
                                /** @description Total size of the files as they were uploaded, views and trash included. */
                                bytes: number;
                                /** @description null without a limit. */
                                bytesMax: number | null;
                            };
                        };
                    };
                };
            };
        };
    };
    startWithoutAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: email
                     * @example ada@example.com
                     */
                    email: string;
                    /**
                     * @description Name of the library.
                     * @example Barcelona
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example k3v9x0q2m8w1ad */
                            organizationId: string;
                            /** @example barcelona */
                            libraryId: string;
                            /**
                             * Format: uri
                             * @description Its page in the web app.
                             * @example https://pictures.example.com/app/acme-co/barcelona
                             */
                            libraryUrl: string;
                            /**
                             * @description Shown this once.
                             * @example pk_…
                             */
                            apiKey: string;
                            /**
                             * @description For the person. Signing in through it makes them the owner.
                             * @example https://pictures.example.com/claim/…
                             */
                            claimUrl: string;
                            /**
                             * Format: date-time
                             * @description When everything is removed, unless it is claimed.
                             * @example 2026-12-21T09:00:00.000Z
                             */
                            expiresAt: string;
                            /** @description Whether the mail server accepted the mail. */
                            emailSent: boolean;
                        };
                    };
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example acme-co */
                            organizationId: string;
                            /** @example Acme */
                            organizationName: string | null;
                            /**
                             * @description null while the organization is unclaimed.
                             * @example free
                             */
                            plan: string | null;
                            /**
                             * @description Slugs of the libraries that the key can access.
                             * @example [
                             *       "barcelona"
                             *     ]
                             */
                            libraries: string[];
                            /** @description Only for an app that is connected to several organizations: the others. */
                            elsewhere?: {
                                /** @example acme-co */
                                organizationId: string;
                                /** @example Acme */
                                organizationName: string | null;
                                /**
                                 * @description Slugs of the libraries that the key can access.
                                 * @example [
                                 *       "barcelona"
                                 *     ]
                                 */
                                libraries: string[];
                            }[];
                        };
                    };
                };
            };
        };
    };
    listLibraries: {
        parameters: {
            query?: {
                /** @description From 1. */
                page?: number;
                /** @description Items per page. */
                pageSize?: number;
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Library"][];
                    };
                };
            };
        };
    };
    createLibrary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example Barcelona */
                    name: string;
                    /**
                     * @description Defaults to a slug of the name.
                     * @example barcelona
                     */
                    slug?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CreatedLibrary"];
                    };
                };
            };
        };
    };
    renameLibrary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example Barcelona */
                    name: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Library"];
                    };
                };
            };
        };
    };
    setLibraryPrivacy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    private: boolean;
                    /** @description How long links in answers work, at most. One day by default. */
                    linkSeconds?: number;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Library"];
                    };
                };
            };
        };
    };
    listAssets: {
        parameters: {
            query?: {
                /** @description From 1. */
                page?: number;
                /** @description Items per page. */
                pageSize?: number;
                /** @description Any of these, ignoring case. Repeat the parameter, or separate values by commas. Write a comma within a value as \,. */
                tags?: string[] | string;
                /** @description Taken in this year, month or day, or later. */
                takenFrom?: string;
                /** @description Taken in this year, month or day, or earlier. */
                takenTo?: string;
                /** @description What has no date taken comes last. */
                sort?: "newest" | "oldest" | "name" | "largest" | "taken_newest" | "taken_oldest";
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Asset"][];
                    };
                };
            };
        };
    };
    uploadAssets: {
        parameters: {
            query?: {
                /** @description What to do with a file that the library already has, byte for byte: `keep` adds it again, `skip` answers the asset that has it, `replace` puts it in the place of that asset's file, with its new name. */
                onDuplicate?: "keep" | "skip" | "replace";
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description The files; repeat the field for each. */
                    files: string[];
                    /**
                     * @description Makes the one file a view of this asset.
                     * @example V1StGXR8_Z5
                     */
                    parentId?: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            responseText: string;
                            /** @description In the order of the accepted files. */
                            assets: components["schemas"]["Asset"][];
                            duplicates: components["schemas"]["Duplicate"][];
                        };
                    };
                };
            };
        };
    };
    deleteAssets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @example [
                     *       "V1StGXR8_Z5"
                     *     ]
                     */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @constant */
                            success: true;
                            message: string;
                            /** @description Those actually moved. */
                            ids: string[];
                        };
                    };
                };
            };
        };
    };
    getAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Asset"];
                    };
                };
            };
        };
    };
    searchAssets: {
        parameters: {
            query?: {
                /** @description The words to search for. */
                q?: string;
                /** @description Default: all it reaches. Repeat the parameter, or separate values by commas. Write a comma within a value as \,. */
                libraries?: string[] | string;
                /** @description All of these, ignoring case. Repeat the parameter, or separate values by commas. Write a comma within a value as \,. */
                tags?: string[] | string;
                /** @description Only files of this kind. */
                kind?: "image" | "video" | "document";
                /** @description Taken in this year, month or day, or later. */
                takenFrom?: string;
                /** @description Taken in this year, month or day, or earlier. */
                takenTo?: string;
                /** @description What has no date taken comes last. */
                sort?: "best" | "newest" | "oldest" | "name" | "largest" | "taken_newest" | "taken_oldest";
                /** @description From 1. */
                page?: number;
                /** @description Items per page. */
                pageSize?: number;
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SearchResult"];
                    };
                };
            };
        };
    };
    countAssets: {
        parameters: {
            query?: {
                /** @description Words, as in a search. */
                q?: string;
                /** @description Only assets that carry all of these, ignoring case. Repeat the parameter, or separate values by commas. Write a comma within a value as \,. */
                tags?: string[] | string;
                /** @description Only files of this kind. `kinds` ignores it. */
                kind?: "image" | "video" | "document";
                /** @description Taken in this year, month or day, or later. */
                takenFrom?: string;
                /** @description Taken in this year, month or day, or earlier. */
                takenTo?: string;
                /** @description Counts dates taken, too. */
                dates?: "month" | "day";
                /** @description How many tags to return, at most 500. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            kinds: {
                                /** @example 12 */
                                image: number;
                                /** @example 12 */
                                video: number;
                                /** @example 12 */
                                document: number;
                            } | null;
                            /** @description Most used first. */
                            tags: components["schemas"]["Tag"][] | null;
                            /** @description Latest first. null unless asked for. */
                            dates: {
                                /**
                                 * @description null for what has no date; the last one.
                                 * @example 2024-05
                                 */
                                date: string | null;
                                /** @example 12 */
                                count: number;
                            }[] | null;
                        };
                    };
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example beach.jpg */
                    filename: string;
                    /**
                     * @description Adds a variant to this asset.
                     * @example V1StGXR8_Z5
                     */
                    parentId?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            uploadUrl: string;
                            /** @constant */
                            method: "PUT";
                            /** @description For a large file or a poor connection: where a tus 1.0 client creates the upload instead. */
                            resumableUrl: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    replaceAssetFile: {
        parameters: {
            query?: {
                /** @description The new file name. Without one, bytes keep the old name. */
                filename?: string;
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    /** @description The files; repeat the field for each. */
                    files: string[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Asset"];
                    };
                };
            };
        };
    };
    createDownload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @example [
                     *       "V1StGXR8_Z5"
                     *     ]
                     */
                    assetIds?: string[];
                    /** @description Instead of ids. */
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            downloadUrl: string;
                            /** @example 12 */
                            files: number;
                            /**
                             * @description Of all files.
                             * @example 29774448
                             */
                            bytes: number;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    updateAssetDescription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An empty string clears it. */
                    description: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            assetId: string;
                            description: string;
                        };
                    };
                };
            };
        };
    };
    transferAssets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The library's slug.
                     * @example barcelona
                     */
                    targetLibraryId: string;
                    /**
                     * @example [
                     *       "V1StGXR8_Z5"
                     *     ]
                     */
                    assetIds: string[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            transferredCount: number;
                            sourceLibraryId: string;
                            targetLibraryId: string;
                        };
                    };
                };
            };
        };
    };
    restoreAssets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @example [
                     *       "V1StGXR8_Z5"
                     *     ]
                     */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @constant */
                            success: true;
                            message: string;
                            /** @description Those actually restored. */
                            ids: string[];
                        };
                    };
                };
            };
        };
    };
    editAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Degrees clockwise.
                     * @default 0
                     * @enum {number}
                     */
                    rotate?: 0 | 90 | 180 | 270;
                    /** @enum {string} */
                    flip?: "h" | "v" | "hv";
                    /** @description Of the turned and mirrored picture, in shares or pixels. */
                    crop?: {
                        x: number;
                        y: number;
                        width: number;
                        height: number;
                    };
                    /** @description What crops keep. */
                    focalPoint?: {
                        x: number;
                        y: number;
                    };
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Asset"];
                    };
                };
            };
        };
    };
    revertAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Asset"];
                    };
                };
            };
        };
    };
    setAssetApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @example approved
                     * @enum {string|null}
                     */
                    state: "in_review" | "approved" | "needs_changes" | "none" | null;
                    /** @example Brighter, please. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            assetId: string;
                            approval: {
                                /** @enum {string} */
                                state: "in_review" | "approved" | "needs_changes";
                                /** @example Brighter, please. */
                                note: string | null;
                                /** @description Who decided. */
                                by: {
                                    name: string;
                                } | null;
                                /**
                                 * @description Unix time in milliseconds.
                                 * @example 1763683200000
                                 */
                                at: number;
                            } | null;
                        };
                    };
                };
            };
        };
    };
    promoteVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The id of a file under the asset.
                     * @example V1StGXR8_Z5
                     */
                    variantId: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PromotedAsset"];
                    };
                };
            };
        };
    };
    getAssetLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Empty: the file as it is.
                     * @default
                     * @example w=800&rot=90&fm=webp
                     */
                    query?: string;
                    /**
                     * @description Never expires when not given.
                     * @example 3600
                     */
                    expiresInSeconds?: number;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * Format: uri
                             * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5?w=800&rot=90&s=x3n…
                             */
                            url: string;
                            /**
                             * Format: date-time
                             * @description null if it never expires.
                             */
                            expiresAt: string | null;
                        };
                    };
                };
            };
        };
    };
    getAssetLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    links: {
                        /**
                         * @description 11 characters of A-Za-z0-9_-.
                         * @example V1StGXR8_Z5
                         */
                        assetId: string;
                        /**
                         * @description Empty: the file as it is.
                         * @default
                         * @example w=800&rot=90&fm=webp
                         */
                        query?: string;
                    }[];
                    /**
                     * @description Never expires when not given.
                     * @example 3600
                     */
                    expiresInSeconds?: number;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            links: {
                                assetId: string;
                                /**
                                 * Format: uri
                                 * @example https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5?w=800&rot=90&s=x3n…
                                 */
                                url: string | null;
                            }[];
                            /**
                             * Format: date-time
                             * @description null if it never expires.
                             */
                            expiresAt: string | null;
                        };
                    };
                };
            };
        };
    };
    listTags: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Tag"][];
                    };
                };
            };
        };
    };
    tagAssets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @example [
                     *       "V1StGXR8_Z5"
                     *     ]
                     */
                    assetIds: string[];
                    tags: string[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description (asset, tag) pairs that changed. */
                            taggedCount: number;
                        };
                    };
                };
            };
        };
    };
    untagAssets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @example [
                     *       "V1StGXR8_Z5"
                     *     ]
                     */
                    assetIds: string[];
                    tags: string[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description (asset, tag) pairs that changed. */
                            untaggedCount: number;
                        };
                    };
                };
            };
        };
    };
    listShareLinks: {
        parameters: {
            query?: {
                /** @description From 1. */
                page?: number;
                /** @description Items per page. */
                pageSize?: number;
            };
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ShareLink"][];
                    };
                };
            };
        };
    };
    createShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description In the order to show. All files when not given. */
                    assetIds?: string[];
                    /** @description Instead of ids. */
                    tag?: string;
                    /** @description The heading. */
                    name?: string;
                    /** @default 30 */
                    expiresInDays?: number;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example V1StGXR8_Z5a */
                            id: string;
                            /**
                             * @description The heading of the gallery.
                             * @example Summer in Porto
                             */
                            name: string;
                            /**
                             * @description How many files were chosen. null for a tag or a whole library.
                             * @example 12
                             */
                            files: number | null;
                            /** @example null */
                            tag: string | null;
                            /**
                             * @description Unix time in milliseconds.
                             * @example 1763683200000
                             */
                            created: number;
                            /** @example Ada */
                            createdBy: string;
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description Opens the gallery, without signing in. */
                            url: string;
                        };
                    };
                };
            };
        };
    };
    revokeShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description Of the link, as listed. */
                shareId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                        };
                    };
                };
            };
        };
    };
    putUpload: {
        parameters: {
            query?: {
                /** @description As for `uploadAssets`. */
                onDuplicate?: "keep" | "skip" | "replace";
            };
            header?: never;
            path: {
                /** @description Part of the `uploadUrl`. */
                token: string;
            };
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Uploaded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            responseText: string;
                            /** @description In the order of the accepted files. */
                            assets: components["schemas"]["Asset"][];
                            duplicates: components["schemas"]["Duplicate"][];
                        };
                    };
                };
            };
        };
    };
    createResumableUpload: {
        parameters: {
            query?: {
                /** @description Part of the `resumableUrl`. */
                ticket?: string;
            };
            header: {
                /** @description The size of the file. */
                "Upload-Length": number;
                /** @description Names and values in base64. */
                "Upload-Metadata"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Bytes of the file. */
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Started. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getResumableUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Part of the upload's address. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The asset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Asset"];
                    };
                };
            };
        };
    };
    deleteResumableUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Part of the upload's address. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    headResumableUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Part of the upload's address. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to go on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchResumableUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Where the bytes begin, as HEAD tells. */
                "Upload-Offset": number;
                /** @description `sha1` or `sha256`, a space, and the digest in base64. */
                "Upload-Checksum"?: string;
            };
            path: {
                /** @description Part of the upload's address. */
                token: string;
            };
            cookie?: never;
        };
        /** @description Bytes of the file. */
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Received. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getDownload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Part of the `downloadUrl`. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ZIP file, without compression. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getFile: {
        parameters: {
            query?: {
                /** @description With any value or none, browsers save the file under its name (`Content-Disposition: attachment`) instead of showing it. */
                download?: string;
                /** @description Pixels from 1 to 8192, or a share of the picture below 1, such as 0.5. */
                w?: string;
                /** @description Pixels from 1 to 8192, or a share of the picture below 1, such as 0.5. */
                h?: string;
                /** @description A number from 0.1 to 5. */
                dpr?: string;
                /** @description Clip, max, min, crop, fill, fillmax, clamp, scale. */
                fit?: string;
                /** @description Width:height, such as 16:9. */
                ar?: string;
                /** @description None. */
                edits?: string;
                /** @description Top, bottom, left, right, center, faces, entropy, edges, focalpoint, or several of them with commas. */
                crop?: string;
                /** @description A share of the picture from 0 to 1. Needs a signature. */
                "fp-x"?: string;
                /** @description A share of the picture from 0 to 1. Needs a signature. */
                "fp-y"?: string;
                /** @description X,y,width,height in pixels or shares; x may be left, center or right, y top, middle or bottom, and a side full. Needs a signature. */
                rect?: string;
                /** @description Auto or color. Needs a signature. */
                trim?: string;
                /** @description The number of a frame, from 1. Needs a signature. */
                frame?: string;
                /** @description Degrees from 0 to 359, counter-clockwise. Needs a signature. */
                rot?: string;
                /** @description H, v, hv. Needs a signature. */
                flip?: string;
                /** @description True or false. Needs a signature. */
                flop?: string;
                /** @description A number from 0 to 2000. Needs a signature. */
                blur?: string;
                /** @description A number from 0 to 100. Needs a signature. */
                sharp?: string;
                /** @description A colour: rgb, argb, rrggbb or aarrggbb in hexadecimal digits, or a CSS name. Needs a signature. */
                bg?: string;
                /** @description Pixels from 0 to 2000. Needs a signature. */
                pad?: string;
                /** @description Pixels from 0 to 2000. Needs a signature. */
                "pad-top"?: string;
                /** @description Pixels from 0 to 2000. Needs a signature. */
                "pad-right"?: string;
                /** @description Pixels from 0 to 2000. Needs a signature. */
                "pad-bottom"?: string;
                /** @description Pixels from 0 to 2000. Needs a signature. */
                "pad-left"?: string;
                /** @description Jpg, pjpg, png, png8, png32, webp, avif, gif. */
                fm?: string;
                /** @description A number from 0 to 100. */
                q?: string;
                /** @description Format, compress, enhance, redeye, or several of them with commas. */
                auto?: string;
                /** @description True or false. Needs a signature. */
                lossless?: string;
            };
            header?: {
                /** @description One range of bytes. Any other value is answered with the whole file. */
                Range?: string;
                /** @description Entity tags of the copies you have. Answered with 304 if one is current. */
                "If-None-Match"?: string;
                /** @description Answered with 304 if the file is not newer. Ignored beside `If-None-Match`. */
                "If-Modified-Since"?: string;
                /** @description Honour `Range` only if the file still has this entity tag. */
                "If-Range"?: string;
            };
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSizedFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes. Any other value is answered with the whole file. */
                Range?: string;
                /** @description Entity tags of the copies you have. Answered with 304 if one is current. */
                "If-None-Match"?: string;
                /** @description Answered with 304 if the file is not newer. Ignored beside `If-None-Match`. */
                "If-Modified-Since"?: string;
                /** @description Honour `Range` only if the file still has this entity tag. */
                "If-Range"?: string;
            };
            path: {
                /** @description The organization's slug. */
                organizationId: string;
                /** @description The library's slug. */
                libraryId: string;
                /** @description 11 characters of A-Za-z0-9_-. */
                assetId: string;
                /** @description Identifies the exact bytes. A link with the asset's current version may be cached forever. */
                version: string;
                /** @description The longest edge in pixels, or `blurred`: a tiny placeholder to show while another size loads. */
                file: "400.webp" | "800.webp" | "1600.webp" | "2400.webp" | "blurred.webp";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    registerTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** Format: email */
                    email: string;
                    settings?: {
                        retention_days?: number;
                        batch_size?: number;
                        max_conversations_per_user?: number;
                        max_users?: number;
                        /** @enum {string} */
                        encryption_mode?: "platform" | "byok";
                        /**
                         * Format: uri
                         * @example https://example.com/hooks/rookery
                         */
                        webhook_url?: string | null;
                        /** @description The events to send. */
                        webhook_events?: ("memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted")[];
                        audit_reads?: boolean;
                        rate_limit_per_minute?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tenant_id: string;
                        api_key: string;
                        /** @constant */
                        api_key_prefix: "rk_live_";
                        /** @description For a person. Signing in through it makes them the tenant's owner in the web app. */
                        claim_url: string;
                        /**
                         * Format: date-time
                         * @description When it is removed with everything in it, unless it is claimed.
                         */
                        expires_at: string;
                        message: string;
                    };
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The tenant's id, to prevent accidental deletion.
                     * @example ten_4fR2kd83jdLq0PzA
                     */
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        tenant_id: string;
                        erased: {
                            users: number;
                            conversations: number;
                            interactions: number;
                            facts: number;
                        };
                    };
                };
            };
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    settings?: {
                        retention_days?: number;
                        batch_size?: number;
                        max_conversations_per_user?: number;
                        max_users?: number;
                        /** @enum {string} */
                        encryption_mode?: "platform" | "byok";
                        /**
                         * Format: uri
                         * @example https://example.com/hooks/rookery
                         */
                        webhook_url?: string | null;
                        /** @description The events to send. */
                        webhook_events?: ("memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted")[];
                        audit_reads?: boolean;
                        rate_limit_per_minute?: number;
                    };
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        api_keys: components["schemas"]["ApiKey"][];
                    };
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: ("memory:read" | "memory:write" | "users:read" | "users:write" | "conversations:read" | "conversations:write" | "tenant:read" | "tenant:admin" | "memory:search")[];
                    /**
                     * @default live
                     * @enum {string}
                     */
                    environment?: "live" | "test";
                    /** Format: date-time */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id, not its secret. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        id: string;
                    };
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id, not its secret. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 0 */
                    grace_seconds?: number;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    listMemoryReads: {
        parameters: {
            query?: {
                /** @description The user's id. */
                user_id?: string;
                /** @description `next` of the previous page. */
                before?: number;
                /** @description At most 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reads: components["schemas"]["MemoryRead"][];
                        /** @description `before` of the next page; null on the last. */
                        next: number | null;
                    };
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description To skip. */
                offset?: number;
                /** @description Your own id of this person; unique within the tenant. */
                external_ref?: string;
                /** @description `active`: those first whose conversations changed last. */
                order?: "created" | "active";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["User"][];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Your own id of this person; unique within the tenant. */
                    external_ref?: string | null;
                    /** @description The name shown for this person. */
                    display_name?: string | null;
                    /**
                     * @description IANA name of the person's time zone, for "yesterday" and dates in `context`. UTC if not set.
                     * @example Europe/Lisbon
                     */
                    time_zone?: string | null;
                    /**
                     * @description For your own use.
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    eraseUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        user_id: string;
                        erased: {
                            conversations: number;
                            interactions: number;
                            facts: number;
                        };
                    };
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Your own id of this person; unique within the tenant. */
                    external_ref?: string | null;
                    /** @description The name shown for this person. */
                    display_name?: string | null;
                    /**
                     * @description IANA name of the person's time zone, for "yesterday" and dates in `context`. UTC if not set.
                     * @example Europe/Lisbon
                     */
                    time_zone?: string | null;
                    /** @description For your own use. */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    exportUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's id. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listConversations: {
        parameters: {
            query: {
                /** @description The user's id. */
                user_id: string;
                /** @description At most so many. */
                limit?: number;
                /** @description To skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: components["schemas"]["Conversation"][];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    createConversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The user's id.
                     * @example usr_4fR2kd83jdLq0PzA
                     */
                    user_id: string;
                    title?: string | null;
                    /**
                     * @description For your own use.
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation's id. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
        };
    };
    deleteConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation's id. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        conversation_id: string;
                        erased: {
                            interactions: number;
                            facts: number;
                        };
                    };
                };
            };
        };
    };
    updateConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation's id. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    title?: string | null;
                    /** @description For your own use. */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
        };
    };
    ingestMemory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The user's id.
                     * @example usr_4fR2kd83jdLq0PzA
                     */
                    user_id: string;
                    /**
                     * @description The conversation's id.
                     * @example conv_4fR2kd83jdLq0PzA
                     */
                    conversation_id: string;
                    user_message: string;
                    agent_response: string;
                    /**
                     * @description For your own use.
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /** @description The agent that spoke. Kept in `metadata`. */
                    agent_id?: string;
                    /** @description The run or session of the agent. Kept in `metadata`. */
                    run_id?: string;
                    /**
                     * Format: date-time
                     * @description Defaults to now. Its offset is kept.
                     */
                    timestamp?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        interaction_id: string;
                        buffered: boolean;
                        buffer_size: number;
                        message: string;
                    };
                };
            };
        };
    };
    ingestBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    exchanges: {
                        /**
                         * @description The user's id.
                         * @example usr_4fR2kd83jdLq0PzA
                         */
                        user_id: string;
                        /**
                         * @description The conversation's id.
                         * @example conv_4fR2kd83jdLq0PzA
                         */
                        conversation_id: string;
                        user_message: string;
                        agent_response: string;
                        /**
                         * @description For your own use.
                         * @default {}
                         */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        /** @description The agent that spoke. Kept in `metadata`. */
                        agent_id?: string;
                        /** @description The run or session of the agent. Kept in `metadata`. */
                        run_id?: string;
                        /**
                         * Format: date-time
                         * @description Defaults to now. Its offset is kept.
                         */
                        timestamp?: string;
                        /** @description Unique to the exchange. */
                        idempotency_key?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether all were stored. */
                        success: boolean;
                        stored_count: number;
                        results: components["schemas"]["BatchResult"][];
                    };
                };
            };
        };
    };
    importMemory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The user's id.
                     * @example usr_4fR2kd83jdLq0PzA
                     */
                    user_id: string;
                    /**
                     * @default rookery
                     * @enum {string}
                     */
                    format?: "rookery" | "mem0" | "zep" | "letta" | "chatgpt";
                    /**
                     * @example [
                     *       {
                     *         "type": "conversation",
                     *         "conversation_id": "1",
                     *         "title": "Tea"
                     *       }
                     *     ]
                     */
                    records: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @description Exchanges in the records. Those that were there already are not stored twice. */
                        interactions: number;
                        /** @description Facts that were added. */
                        facts: number;
                    };
                };
            };
        };
    };
    queryMemory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The user's id.
                     * @example usr_4fR2kd83jdLq0PzA
                     */
                    user_id: string;
                    /** @description Required unless `filters` are given: without it, all that they leave is listed, newest first. */
                    query?: string;
                    /**
                     * @description Search only this conversation.
                     * @example conv_4fR2kd83jdLq0PzA
                     */
                    conversation_id?: string;
                    /**
                     * @description Only exchanges whose `metadata` has all of these: a value, or `{in: […]}`, `{gte, lte}` (numbers or times) or `{exists}`. A list matches by any of its items.
                     * @default {}
                     * @example {
                     *       "channel": "sms",
                     *       "priority": {
                     *         "gte": 2
                     *       }
                     *     }
                     */
                    filters?: {
                        [key: string]: unknown;
                    };
                    /** @description Only exchanges of this agent: a filter of `metadata`. */
                    agent_id?: string;
                    /** @description Only exchanges of this run: a filter of `metadata`. */
                    run_id?: string;
                    /** @default 5 */
                    limit?: number;
                    /** @default true */
                    include_facts?: boolean;
                    /**
                     * @description Leaves out less relevant ones. 0.2 is a good start.
                     * @default 0
                     */
                    min_relevance?: number;
                    /** Format: date-time */
                    since?: string;
                    /** Format: date-time */
                    until?: string;
                    /**
                     * Format: date-time
                     * @description Answers as at this time: nothing said later, and the facts that held then.
                     */
                    as_of?: string;
                    /** @default 1500 */
                    token_budget?: number;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        query: string;
                        memories: {
                            interaction_id: string;
                            conversation_id: string;
                            user_message: string;
                            agent_response: string;
                            /** @description For your own use. */
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            timestamp: string;
                            /** @description The offset of the `timestamp` that was sent, like `+02:00`. null for UTC. */
                            utc_offset: string | null;
                            /** @description Comparable within one answer only. */
                            score: number;
                            /** @description 0 to 1, comparable between answers: how likely the memory answers the question with this. */
                            relevance: number;
                            /** @description Why: `terms`, `neighbour`, `session`, `date`, `person`, `embedding`. */
                            matched: string[];
                        }[];
                        facts: components["schemas"]["Fact"][];
                        context: string;
                        took_ms: number;
                    };
                };
            };
        };
    };
    searchMemory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Only exchanges whose `metadata` has all of these: a value, or `{in: […]}`, `{gte, lte}` (numbers or times) or `{exists}`. A list matches by any of its items.
                     * @default {}
                     * @example {
                     *       "channel": "sms",
                     *       "priority": {
                     *         "gte": 2
                     *       }
                     *     }
                     */
                    filters?: {
                        [key: string]: unknown;
                    };
                    /** @description Only exchanges of this agent: a filter of `metadata`. */
                    agent_id?: string;
                    /** @description Only exchanges of this run: a filter of `metadata`. */
                    run_id?: string;
                    /**
                     * @description Leaves out less relevant ones. 0.2 is a good start.
                     * @default 0
                     */
                    min_relevance?: number;
                    /** Format: date-time */
                    since?: string;
                    /** Format: date-time */
                    until?: string;
                    query: string;
                    /** @description Search only these users. Unknown ones are passed over. */
                    user_ids?: string[];
                    /** @default 10 */
                    limit?: number;
                    /** @description `next` of the earlier answer, to search the users that it did not reach. */
                    after?: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        query: string;
                        memories: {
                            interaction_id: string;
                            conversation_id: string;
                            user_message: string;
                            agent_response: string;
                            /** @description For your own use. */
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            timestamp: string;
                            /** @description The offset of the `timestamp` that was sent, like `+02:00`. null for UTC. */
                            utc_offset: string | null;
                            /** @description Comparable within one answer only. */
                            score: number;
                            /** @description 0 to 1, comparable between answers: how likely the memory answers the question with this. */
                            relevance: number;
                            /** @description Why: `terms`, `neighbour`, `session`, `date`, `person`, `embedding`. */
                            matched: string[];
                            user_id: string;
                        }[];
                        /** @description Users with exchanges that this call searched. */
                        searched_users: number;
                        /** @description `after` of the next call; null if all were searched. */
                        next: string | null;
                        took_ms: number;
                    };
                };
            };
        };
    };
    flushMemory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The user's id.
                     * @example usr_4fR2kd83jdLq0PzA
                     */
                    user_id: string;
                    /**
                     * @description The conversation's id.
                     * @example conv_4fR2kd83jdLq0PzA
                     */
                    conversation_id?: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        flushed_count: number;
                        conversation_ids: string[];
                        message: string;
                    };
                };
            };
        };
    };
    listInteractions: {
        parameters: {
            query: {
                /** @description The user's id. */
                user_id: string;
                /** @description The conversation's id. */
                conversation_id?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description To skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        interactions: components["schemas"]["Interaction"][];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    getInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exchange's id. */
                interaction_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"];
                };
            };
        };
    };
    forgetInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exchange's id. */
                interaction_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        interaction_id: string;
                        erased: {
                            interactions: number;
                            facts: number;
                        };
                    };
                };
            };
        };
    };
    editInteraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The exchange's id. */
                interaction_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    user_message?: string;
                    agent_response?: string;
                    /** @description For your own use. */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interaction"];
                };
            };
        };
    };
    listFacts: {
        parameters: {
            query: {
                /** @description The user's id. */
                user_id: string;
                /** @description Former versions too. */
                all?: boolean;
                /** @description Like `home`, or a family like `relation`. */
                attribute?: string;
                /** @description `user`, or a person they spoke of. */
                subject?: string;
                /** @description Part of the sentence, ignoring case. */
                text?: string;
                /** @description Only what this conversation states. */
                conversation_id?: string;
                /** @description The facts that held at this time. */
                as_of?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description To skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        facts: components["schemas"]["Fact"][];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    createFact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The user's id.
                     * @example usr_4fR2kd83jdLq0PzA
                     */
                    user_id: string;
                    /**
                     * @description One that facts have, like `home` or `instruction`, or your own name.
                     * @example home
                     */
                    attribute: string;
                    value: string;
                    /**
                     * @description `user`, or a person they speak of.
                     * @default user
                     */
                    subject?: string;
                    /** @description The sentence for prompts. Derived from the value when not given. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    forgetFact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The fact's id. */
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        fact_id: string;
                    };
                };
            };
        };
    };
    correctFact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The fact's id. */
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    value: string;
                    /** @description The sentence for prompts. Derived from the value when not given. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    listEntities: {
        parameters: {
            query: {
                /** @description The user's id. */
                user_id: string;
                /** @description Part of a name or relation, in any case. */
                query?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description To skip. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entities: {
                            name: string;
                            /** @enum {string} */
                            kind: "person" | "pet" | "place" | "organization";
                            /** @description What a person is to the user, like `sister`. */
                            relation: string | null;
                            /** @description Current facts that are about it or name it. */
                            fact_count: number;
                        }[];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    getEntity: {
        parameters: {
            query: {
                /** @description The user's id. */
                user_id: string;
                /** @description At most so many. */
                limit?: number;
                /** @description To skip. */
                offset?: number;
            };
            header?: never;
            path: {
                /** @description The name, as `listEntities` has it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        kind: "person" | "pet" | "place" | "organization";
                        /** @description What a person is to the user, like `sister`. */
                        relation: string | null;
                        facts: components["schemas"]["Fact"][];
                        interactions: components["schemas"]["Interaction"][];
                        /** @description Exchanges on all pages. */
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    rememberExchange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user_message: string;
                    /**
                     * @description For your own use.
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Format: date-time
                     * @description Defaults to now. Its offset is kept.
                     */
                    timestamp?: string;
                    /** @description Your own, lasting id for the person. */
                    external_ref: string;
                    /**
                     * @description Your own name for the conversation.
                     * @default default
                     */
                    conversation?: string;
                    /** @default  */
                    agent_response?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        interaction_id: string;
                        buffered: boolean;
                        buffer_size: number;
                        message: string;
                    };
                };
            };
        };
    };
    recallForPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                    /** @default 5 */
                    limit?: number;
                    /** @default true */
                    include_facts?: boolean;
                    /**
                     * @description Leaves out less relevant ones. 0.2 is a good start.
                     * @default 0
                     */
                    min_relevance?: number;
                    /** Format: date-time */
                    since?: string;
                    /** Format: date-time */
                    until?: string;
                    /** @default 1500 */
                    token_budget?: number;
                    /** @description Your own, lasting id for the person. */
                    external_ref: string;
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        query: string;
                        memories: {
                            interaction_id: string;
                            conversation_id: string;
                            user_message: string;
                            agent_response: string;
                            /** @description For your own use. */
                            metadata: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            timestamp: string;
                            /** @description The offset of the `timestamp` that was sent, like `+02:00`. null for UTC. */
                            utc_offset: string | null;
                            /** @description Comparable within one answer only. */
                            score: number;
                            /** @description 0 to 1, comparable between answers: how likely the memory answers the question with this. */
                            relevance: number;
                            /** @description Why: `terms`, `neighbour`, `session`, `date`, `person`, `embedding`. */
                            matched: string[];
                        }[];
                        facts: components["schemas"]["Fact"][];
                        context: string;
                        took_ms: number;
                    };
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    getWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example whsec_… */
                        secret: string;
                    };
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example whsec_… */
                        secret: string;
                    };
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description At most 100. */
                limit?: number;
                /** @description Number of deliveries to skip. */
                offset?: number;
                /** @description Only this event. */
                event?: "memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted" | "webhook.test";
                /** @description Only with this status. */
                status?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["WebhookDelivery"][];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's id. */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        delivery_id: string;
                    };
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["WebhookEndpoint"][];
                    };
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uri
                     * @example https://example.com/hooks/rookery
                     */
                    url: string;
                    /** @description The events to send. */
                    events: ("memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted")[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook's id, as listed. */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        webhook_id: string;
                    };
                };
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook's id, as listed. */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri
                     * @example https://example.com/hooks/rookery
                     */
                    url?: string | null;
                    /** @description The events to send. */
                    events?: ("memory.ingested" | "memory.flushed" | "fact.created" | "fact.superseded" | "user.erased" | "asset.ready" | "asset.failed" | "asset.replaced" | "asset.edited" | "asset.approval" | "asset.deleted")[];
                };
            };
        };
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    getWebhookEndpointSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook's id, as listed. */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example whsec_… */
                        secret: string;
                    };
                };
            };
        };
    };
    rotateWebhookEndpointSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook's id, as listed. */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example whsec_… */
                        secret: string;
                    };
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook's id, as listed. */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        delivery_id: string;
                    };
                };
            };
        };
    };
    getOpenApiDocument: {
        parameters: {
            query?: {
                /** @description The version of the image API. Without it, that of the `Api-Version` header, else the newest. */
                version?: "2026-07-08" | "2026-05-20";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI 3.1 document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
}
