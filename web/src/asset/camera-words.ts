import type { Output } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";

export type CameraData = Output<"getCameraData">;

const oneDecimal = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 1, useGrouping: false });
// Cameras store no time zone, so the time is shown as stored.
const written = new Intl.DateTimeFormat(texts.locale, {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});
// Photographers write longer times in whole and half seconds, shorter ones as fractions.
const fractionBelowSeconds = 0.3;

/** "NIKON COOLPIX P6000". Most models start with the maker's name, which is not repeated. */
export function cameraName({ camera }: CameraData): string | undefined {
  const { make, model } = camera ?? {};
  if (!make || !model) return make ?? model ?? undefined;
  const firstWord = (name: string) => name.split(/\s/, 1)[0]?.toLowerCase();
  return firstWord(make) === firstWord(model) ? model : `${make} ${model}`;
}

/** The time of the picture, by the camera's clock. */
export const takenOf = ({ takenAt }: CameraData): string | undefined =>
  takenAt && written.format(new Date(`${takenAt}Z`));

/** "1/250 s · ƒ/2.8 · ISO 200 · 35 mm" */
export function exposureOf({ exposureTime, fNumber, iso, focalLength }: CameraData): string {
  return [
    exposureTime !== undefined && `${seconds(exposureTime)} s`,
    fNumber !== undefined && `ƒ/${oneDecimal.format(fNumber)}`,
    iso !== undefined && `ISO ${oneDecimal.format(iso)}`,
    focalLength !== undefined && `${oneDecimal.format(focalLength)} mm`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const seconds = (time: number): string =>
  time < fractionBelowSeconds ? `1/${Math.round(1 / time)}` : oneDecimal.format(time);
