/** The package has no types for its builds for Node. */
declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  export class J2KDecoder {
    getEncodedBuffer(bytes: number): Uint8Array;
    getDecodedBuffer(): Uint8Array;
    decode(): void;
    getColorSpace(): number;
    getFrameInfo(): {
      width: number;
      height: number;
      bitsPerSample: number;
      componentCount: number;
      isSigned: boolean;
    };
  }
  export default function openjpeg(options: {
    locateFile(name: string): string;
  }): Promise<{ J2KDecoder: typeof J2KDecoder }>;
}
