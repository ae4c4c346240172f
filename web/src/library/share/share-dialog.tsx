import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/call.ts";
import type { Output } from "../../server/operations.ts";
import { shareTexts as t } from "../../texts/share.ts";
import { Button, buttonLook } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog, DialogButtons } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import type { Place } from "../assets/change-assets.ts";
import { ShareLinks } from "./share-links.tsx";

/** What is shared: chosen files, those with a tag, or the whole library. */
export interface Shared {
  assetIds?: string[];
  tag?: string;
}

type Link = Output<"createShareLink">;

/** Creates a link to a public gallery, and lists the library's links. */
export function ShareDialog({ place, shared, onClose }: { place: Place; shared: Shared; onClose(): void }) {
  const [link, setLink] = useState<Link | null>(null);
  const { assetIds, tag } = shared;
  const title = assetIds
    ? t.titleFiles(assetIds.length)
    : tag === undefined
      ? t.titleLibrary
      : t.titleTag(tag);
  if (link) return <LinkReady link={link} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={title} description={assetIds ? t.lead : t.leadLive}>
      <NewLink place={place} shared={shared} onCancel={onClose} onCreated={setLink} />
      <ShareLinks place={place} />
    </Dialog>
  );
}

function NewLink({
  place,
  shared,
  onCancel,
  onCreated,
}: {
  place: Place;
  shared: Shared;
  onCancel(): void;
  onCreated(link: Link): void;
}) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [days, setDays] = useState("30");
  const submit = async () => {
    const named = name.trim();
    const link = await call("createShareLink", {
      ...place,
      ...shared,
      ...(named !== "" && { name: named }),
      expiresInDays: Number(days),
    });
    void client.invalidateQueries({ queryKey: ["listShareLinks"] });
    onCreated(link);
  };
  return (
    <DialogForm action={t.create} onCancel={onCancel} onSubmit={submit}>
      <div className="grid gap-4">
        <TextField
          label={t.name}
          hint={t.nameHint}
          value={name}
          onChange={({ target }) => setName(target.value)}
          maxLength={200}
          autoComplete="off"
          autoFocus
        />
        <SelectField label={t.expiry} value={days} onChange={({ target }) => setDays(target.value)}>
          {Object.entries(t.expiries).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
      </div>
    </DialogForm>
  );
}

function LinkReady({ link: { url }, onClose }: { link: Link; onClose(): void }) {
  return (
    <Dialog open keep onClose={onClose} title={t.ready} description={t.readyHint}>
      <TextField
        label={t.link}
        hideLabel
        readOnly
        value={url}
        onFocus={({ target }) => target.select()}
        className="mb-2"
      />
      <DialogButtons>
        <a href={url} target="_blank" rel="noreferrer" className={buttonLook()}>
          {t.open}
        </a>
        <CopyButton text={url} label={t.copyLink} small={false} />
        <Button look="main" onClick={onClose}>
          {t.done}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
