/** The encoders that tests use ship no types for Node. */
declare module "@cornerstonejs/codec-openjpeg/wasmjs" {
  export class J2KEncoder {
    getDecodedBuffer(frame: object): Uint8Array;
    encode(): void;
    getEncodedBuffer(): Uint8Array;
  }
  export default function openjpeg(options: {
    locateFile(name: string): string;
  }): Promise<{ J2KEncoder: typeof J2KEncoder }>;
}
