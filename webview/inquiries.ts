import type { Replies, Requests } from '../engine/requests'
import type { Failure } from './channel'
import type { EngineCall, EngineClient, EngineRefusal } from './engine/engineClient'
import { feedsOf } from './images/inputSlots'
import { explanationTarget } from './reading'
import { describedGraph, filterLayer } from './selectors'
import type { State } from './state'
import type { Store } from './store'

/** What views ask by themselves, beside the steps that rest on each other. */
export type InquiryKind =
  | ('describe' | 'field' | 'contributions' | 'channel' | 'activations' | 'artefact')
  | ('kernels' | 'filter')

/** What came of an inquiry; absent while it is on its way for the first time. */
export type Answer<Kind extends InquiryKind> = { readonly result: Replies[Kind] } | { readonly failure: Failure }

export type Answers = { readonly [Kind in InquiryKind]?: Answer<Kind> }

interface Wish<Kind extends InquiryKind> {
  readonly request: Requests[Kind]
  /** What the answer rests on: another value of one of them makes it out of date. */
  readonly key: readonly unknown[]
}

/** What each view wants to know in a state; undefined where it wants nothing. */
const WISHES: { readonly [Kind in InquiryKind]: (state: State) => Wish<Kind> | undefined } = {
  describe: state => {
    const graph = describedGraph(state)
    return graph && { request: { graph }, key: [graph] }
  },
  field: ({ tab, prediction, image: imageId, cell, layer }) => {
    if (tab !== 'look' || prediction === undefined || imageId === undefined || cell?.layer !== layer) return undefined
    return cell && { request: { imageId, ...cell }, key: [prediction, cell] }
  },
  contributions: state => {
    const { tab, prediction, image: imageId, activations, view } = state
    const explained = explanationTarget(state)
    const wanted = tab === 'look' && view.order === 'contribution'
    if (!wanted || activations === undefined || imageId === undefined || explained === undefined) return undefined
    const { target, label } = explained
    const request = { imageId, layer: activations.layer, target: { ...target, ...(label ? { label } : {}) } }
    const which = Object.values(target).filter(value => typeof value !== 'object')
    return { request, key: [prediction, activations, ...which] }
  },
  channel: ({ tab, image: imageId, activations, channel }) => {
    if (tab !== 'look' || activations === undefined || imageId === undefined || channel === undefined) return undefined
    return { request: { imageId, layer: activations.layer, channel }, key: [activations, channel] }
  },
  activations: compared,
  kernels: state => {
    const { loaded, filters } = state
    const layer = filterLayer(state)
    if (state.tab !== 'filters' || layer === undefined) return undefined
    const { weight, view } = filters
    return { request: { layer, weight, view }, key: [loaded, layer, weight, ...Object.values(view ?? {})] }
  },
  filter: state => {
    const { loaded, filters } = state
    const layer = filterLayer(state)
    const { weight, filter } = filters
    if (state.tab !== 'filters' || layer === undefined || filter === undefined) return undefined
    return { request: { layer, weight, filter }, key: [loaded, layer, weight, filter] }
  },
  artefact: ({ loaded, defect }) => {
    if (loaded === undefined || defect === undefined) return undefined
    return { request: { defect: defect.defect, layers: [...defect.layers] }, key: [loaded, defect] }
  },
}

/** The maps that stand beside those shown. */
function compared(state: State): Wish<'activations'> | undefined {
  const { tab, prediction, layer, comparison, image: imageId, images } = state
  if (tab !== 'look' || prediction === undefined || layer === undefined || imageId === undefined) return undefined
  switch (comparison.with) {
    case 'nothing':
      return undefined
    case 'layer':
      return { request: { imageId, layer: comparison.layer }, key: [prediction, comparison] }
    case 'image': {
      const image = images.find(({ id }) => id === comparison.image)?.pixels
      // The other image stands in the place of the one chosen; inputs with something of their own keep it.
      const feeds = feedsOf({ ...state, image: comparison.image })
      const request = { imageId: comparison.image, image, layer, ...(feeds && { feeds }) }
      return image && { request: { ...request, image }, key: [prediction, layer, comparison] }
    }
    case 'version':
      return { request: { imageId, layer, version: 'kept' }, key: [prediction, layer, comparison] }
  }
}

interface Open {
  readonly key: readonly unknown[]
  readonly call?: EngineCall<InquiryKind>
  /** Where the engine ended before it answered: what had started then. The next engine is asked again. */
  readonly lostWith?: { readonly started: State['started'] }
}

/** Asks the engine what the views want to know, whenever that changes; an answer that nobody waits for is dropped. */
export class Inquiries {
  private readonly open = new Map<InquiryKind, Open>()

  constructor(
    private readonly store: Store,
    private readonly engine: EngineClient,
  ) {
    store.subscribe(() => this.update())
    this.update()
  }

  private update(): void {
    for (const kind of Object.keys(WISHES) as InquiryKind[]) this.follow(kind)
  }

  private follow<Kind extends InquiryKind>(kind: Kind): void {
    const wish = WISHES[kind](this.store.state)
    const before = this.open.get(kind)
    const { started } = this.store.state
    const isLost = before?.lostWith !== undefined && started !== undefined && started !== before.lostWith.started
    if (wish === undefined || (before !== undefined && equal(before.key, wish.key) && !isLost)) return
    before?.call?.cancel()
    const call = this.engine.call(kind, wish.request)
    const mine: Open = { key: wish.key, call: call as EngineCall<InquiryKind> }
    this.open.set(kind, mine)
    const settle = (answer: Answer<Kind>, lostWith?: Open['lostWith']) => {
      if (this.open.get(kind) !== mine) return
      this.open.set(kind, { key: wish.key, lostWith })
      this.store.dispatch({ type: 'answered', answers: { [kind]: answer } })
    }
    call.result.then(
      result => settle({ result }),
      ({ code, message, action }: EngineRefusal) =>
        settle({ failure: { message, action } }, code === 'crashed' ? { started } : undefined),
    )
  }
}

function equal(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
