import type { BackendLoaders } from '../backends/backends'
import { EngineError } from '../engineError'
import { type SavedModelDone, type SavedModelJob, savedModelJob } from './savedModelJob'
import { type VisualizeDone, type VisualizeJob, visualizeJob } from './visualizeJob'
import { type WeightsDone, type WeightsJob, weightsJob } from './weightsJob'

/** What the command line asks of the engine, all at once; files are named by absolute paths. */
export type Job = SavedModelJob | VisualizeJob | WeightsJob

/** What came of it, or why nothing did and what helps. */
export type JobAnswer =
  | { readonly result: SavedModelDone | VisualizeDone | WeightsDone }
  | { readonly error: { readonly message: string; readonly action: string } }

/** Does one job. Never throws: errors are answers. */
export async function runJob(
  job: Job,
  home: { readonly backends: BackendLoaders; readonly wasmPath: string },
): Promise<JobAnswer> {
  try {
    if (job.kind === 'savedModel') return { result: await savedModelJob(job) }
    if (job.kind === 'weights') return { result: await weightsJob(job) }
    return { result: await visualizeJob(job, home) }
  } catch (error) {
    if (error instanceof EngineError) return { error: { message: error.message, action: error.action } }
    // A disk that is full, or a folder that may not be written to.
    const isSystem = error instanceof Error && 'syscall' in error
    const action = isSystem ? 'Choose another folder to write to.' : 'Report this as a fault of Convolens.'
    return { error: { message: error instanceof Error ? error.message : String(error), action } }
  }
}
