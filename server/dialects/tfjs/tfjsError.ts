/** What TensorFlow.js throws while a model is built, as a value to throw until the call that is at fault is known. */
export class TfjsError {
  /**
   * @param reason what TensorFlow.js says
   * @param plainer the same for people: what is wrong, with the numbers, and what to write instead
   * @param option the option at fault, where it is one
   * @param rule the rule that is broken, in kebab case
   * @param replacement what should stand in the place of the word at fault
   */
  constructor(
    readonly reason: string,
    readonly plainer: string,
    readonly option?: string,
    readonly rule = 'invalid-option',
    readonly replacement?: string,
  ) {}

  get message(): string {
    return `${this.plainer} (TensorFlow.js: ${this.reason.replace(/\.$/, '')})`
  }
}
