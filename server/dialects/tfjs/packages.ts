/** Every package that brings tfjs-layers, or the parts of it that model code names. */
const PACKAGE = /^@tensorflow\/tfjs(-node|-node-gpu|-core|-layers|-data|-converter|-react-native)?(\/.*)?$/
const ADDRESS = /^(https?:)?\/\/.*@tensorflow\/tfjs/
const BARE = /^(tfjs|tensorflow-tfjs)$/

/** Whether a module specifier means TensorFlow.js. */
export function isTensorFlow(specifier: string): boolean {
  return PACKAGE.test(specifier) || ADDRESS.test(specifier) || BARE.test(specifier)
}

/** Whether a file's text may build models with TensorFlow.js, without parsing it. */
export function namesTensorFlow(text: string): boolean {
  return text.includes('@tensorflow/tfjs') || /\btf\s*\??\.\s*(sequential|Sequential|model|input|layers)\b/.test(text)
}
