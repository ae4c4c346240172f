/** A 3×3 matrix, row by row. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** x and y of red, green, blue and white (ITU-T H.273, table 2). */
type Chromaticities = readonly [number, number, number, number, number, number, number, number];

const d65 = [0.3127, 0.329] as const;
const srgb: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...d65];
const ntsc: Chromaticities = [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...d65];

/** By code point. Those that are missing, "unspecified" included, are taken for sRGB. */
const chromaticities: Readonly<Record<number, Chromaticities>> = {
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...d65],
  6: ntsc,
  7: ntsc,
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...d65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...d65],
};

/** The matrix that takes linear light of these primaries to linear sRGB; undefined when they are the same. */
export function toLinearSrgb(primaries: number): Matrix | undefined {
  const from = chromaticities[primaries];
  return from && multiplied(inverted(toXyz(srgb)), toXyz(from));
}

// White of another temperature is scaled to D65 per channel of XYZ; only code points 4 and 11 have one.
function toXyz([xr, yr, xg, yg, xb, yb, xw, yw]: Chromaticities): Matrix {
  const shape: Matrix = [
    xr / yr,
    xg / yg,
    xb / yb,
    1,
    1,
    1,
    (1 - xr - yr) / yr,
    (1 - xg - yg) / yg,
    (1 - xb - yb) / yb,
  ];
  const white = [xw / yw, 1, (1 - xw - yw) / yw] as const;
  const [r, g, b] = applied(inverted(shape), white);
  const scaled = multiplied(shape, [r, 0, 0, 0, g, 0, 0, 0, b]);
  const adapt = [d65[0] / d65[1] / white[0], 1, (1 - d65[0] - d65[1]) / d65[1] / white[2]] as const;
  return multiplied([adapt[0], 0, 0, 0, adapt[1], 0, 0, 0, adapt[2]], scaled);
}

function applied(m: Matrix, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

function multiplied(a: Matrix, b: Matrix): Matrix {
  const [p, s, v] = applied(a, [b[0], b[3], b[6]]);
  const [q, t, w] = applied(a, [b[1], b[4], b[7]]);
  const [r, u, x] = applied(a, [b[2], b[5], b[8]]);
  return [p, q, r, s, t, u, v, w, x];
}

function inverted([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const one = e * i - f * h;
  const two = f * g - d * i;
  const three = d * h - e * g;
  const n = 1 / (a * one + b * two + c * three);
  return [
    one * n,
    (c * h - b * i) * n,
    (b * f - c * e) * n,
    two * n,
    (a * i - c * g) * n,
    (c * d - a * f) * n,
    three * n,
    (b * g - a * h) * n,
    (a * e - b * d) * n,
  ];
}
