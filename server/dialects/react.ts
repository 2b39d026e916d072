import ts from 'typescript'
import { type callBackOnce, callValue } from '../evaluate/functions'
import type { CallSite, Dialect, HostObject } from '../evaluate/host'
import { ArrayValue, FunctionValue, HostValue, ObjectValue, Unknown, type Value } from '../evaluate/values'

const MODULES = new Set(['react', 'preact/hooks', 'preact/compat'])

/**
 * The hooks of React, in whose components many programs build their models: a state that nothing sets is what it starts
 * as, one that something sets is a parameter, and effects and memos run.
 */
export class ReactDialect implements Dialect {
  private readonly exports: HostObject = {
    get: name => {
      const call = Object.hasOwn(hooks, name) ? hooks[name] : undefined
      if (call) return new HostValue({ get: () => undefined, call })
      return name === 'default' ? new HostValue(this.exports) : new Unknown(`\`${name}\` of React is not followed`)
    },
  }

  module(specifier: string): HostObject | undefined {
    return MODULES.has(specifier) ? this.exports : undefined
  }
}

const hooks: Readonly<Record<string, NonNullable<HostObject['call']>>> = {
  useState([initial], site, context) {
    const setter = new Unknown('sets the state', site.node)
    const name = settableState(site)
    if (name !== undefined)
      return new ArrayValue([new Unknown(`\`${name}\` is a state that is set`, site.node, name), setter])
    const isLazy = initial instanceof FunctionValue
    return new ArrayValue([isLazy ? callValue(context, initial, undefined, [], site) : initial, setter])
  },

  useMemo: ([make], site, context) => callValue(context, make, undefined, [], site),

  useCallback: ([callback]) => callback,

  useRef(_args, site) {
    const reference = new ObjectValue()
    reference.contentsUnknown = new Unknown('a reference is set when the component is shown', site.node)
    return reference
  },

  useEffect: runEffect,
  useLayoutEffect: runEffect,

  memo: ([component]) => component,
  forwardRef: ([component]) => component,
}

function runEffect([effect]: Value[], site: CallSite, context: Parameters<typeof callBackOnce>[0]): Value {
  if (effect instanceof FunctionValue) callValue(context, effect, undefined, [], site)
  return undefined
}

/** The name of the state, where the call's result gives its setter a name too: `const [size, setSize] = useState(8)`. */
function settableState({ node }: CallSite): string | undefined {
  const { parent } = node
  if (!ts.isVariableDeclaration(parent) || !ts.isArrayBindingPattern(parent.name)) return 'state'
  const [state, setter] = parent.name.elements
  if (!setter || ts.isOmittedExpression(setter)) return undefined
  return state && ts.isBindingElement(state) && ts.isIdentifier(state.name) ? state.name.text : 'state'
}
