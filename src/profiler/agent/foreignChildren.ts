/** CPU of children that are not profiled. */
export class ForeignChildren {
  cpuMicros = 0;
  constructor(_captureDir: string) {}
  update(): void {}
}
