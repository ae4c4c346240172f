import { expect, test } from "vitest";
import { cameraName, exposureOf, takenOf } from "./camera-words.ts";

test.each([
  [{ make: "NIKON", model: "COOLPIX P6000" }, "NIKON COOLPIX P6000"],
  [{ make: "NIKON CORPORATION", model: "NIKON D90" }, "NIKON D90"],
  [{ make: "Canon", model: "Canon EOS R5" }, "Canon EOS R5"],
  [{ make: "Rook", model: null }, "Rook"],
  [{ make: null, model: "Nest 1" }, "Nest 1"],
  [undefined, undefined],
])("the camera's maker is not repeated: %j", (camera, name) => {
  expect(cameraName(camera ? { camera } : {})).toBe(name);
});

test.each([
  [{ exposureTime: 1 / 250, fNumber: 2.8, iso: 200, focalLength: 35 }, "1/250 s · ƒ/2.8 · ISO 200 · 35 mm"],
  [{ exposureTime: 4 / 300 }, "1/75 s"],
  [{ exposureTime: 0.5, focalLength: 4.25 }, "0.5 s · 4.3 mm"],
  [{ exposureTime: 30, iso: 12_800 }, "30 s · ISO 12800"],
  [{}, ""],
])("exposure is written in photographers' notation: %j", (data, words) => {
  expect(exposureOf(data)).toBe(words);
});

test("the time is the camera's, independent of the viewer's time zone", () => {
  expect(takenOf({ takenAt: "2008-10-22T16:28:39" })).toMatch(/22.*2008.*(16|4):28/);
  expect(takenOf({})).toBeUndefined();
});
