import { EngineError } from './engineError'
import type { EngineFailure } from './requests'

/** An error as it is told to who asked; what is none of the expected ones is a fault of ours. */
export function engineFailure(error: unknown): EngineFailure {
  if (error instanceof EngineError) return { code: error.code, message: error.message, action: error.action }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message, action: 'Report this as a fault of Convolens.' }
}
