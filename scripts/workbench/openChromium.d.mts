export function openChromium(
  script: string,
  options: { readonly software: boolean },
): Promise<{
  readonly version: string
  // biome-ignore lint/suspicious/noExplicitAny: what the script answers
  call(message: object): Promise<any>
  close(): Promise<void>
}>
