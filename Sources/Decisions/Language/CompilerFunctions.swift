/// Calls, functions and loops.
extension Compiler {
    func functional(_ expression: Expression) -> any Code {
        switch expression.form {
        case .call(let callee, let arguments):
            return call(callee, arguments.map(code))
        case .namedCall(let callee, let members):
            return namedCall(callee, members)
        case .function(let parameters, let body):
            guard let body else { return ConstantCode(.null) }
            return function(parameters, result: .any, known: body.type) { $0.code(body) }
        case .loop(let iterators, let body):
            return frame.within { () -> any Code in
                let places = iterators.map(iterator)
                let partial = body.mentions("partial") ? frame.declare("partial") : nil
                return LoopCode(places, code(body), partial)
            }
        case .quantified(let isEvery, let iterators, let condition):
            return frame.within { () -> any Code in
                QuantifiedCode(isEvery, iterators.map(iterator), code(condition))
            }
        default: return ConstantCode(.null)
        }
    }

    private func iterator(_ iterator: Expression.Iterator) -> LoopIterator {
        let source = code(iterator.source)
        let last = iterator.last.map(code)
        return LoopIterator(slot: frame.declare(iterator.name), source: source, last: last)
    }

    private func builtin(_ callee: Expression) -> Builtin? {
        guard case .name(let name) = callee.form, !frame.declares(name) else { return nil }
        return Builtins.table[name]
    }

    private func call(_ callee: Expression, _ arguments: [any Code]) -> any Code {
        guard let builtin = self.builtin(callee) else { return CallCode(code(callee), arguments) }
        guard let form = builtin.form(count: arguments.count) else { return ConstantCode(.null) }
        let made = BuiltinCode(form, arguments)
        return isFixed(builtin, arguments) ? folded(made, arguments) : made
    }

    /// Dates and durations from texts are the same every day; those of a named place need its tables.
    private func isFixed(_ builtin: Builtin, _ arguments: [any Code]) -> Bool {
        let names = ["date", "time", "date and time", "duration", "years and months duration"]
        return names.contains(builtin.name)
            && arguments.allSatisfy { argument in
                guard case .string(let text)? = (argument as? ConstantCode)?.constant else {
                    return true
                }
                return arguments.count == 1 && !text.contains("@")
            }
    }

    private func namedCall(_ callee: Expression, _ members: [Expression.Member]) -> any Code {
        let names = members.map(\.name)
        let values = members.map { code($0.value) }
        guard let builtin = self.builtin(callee) else {
            return NamedCallCode(code(callee), names, values)
        }
        guard let (form, order) = builtin.form(names: names) else { return ConstantCode(.null) }
        let arguments = order.map { index -> any Code in
            if let index { values[index] } else { ConstantCode(.null) }
        }
        return BuiltinCode(form, arguments)
    }

    /// A function with a frame of its own; what it uses from around it is taken along when it is made.
    func function(
        _ parameters: [FEELFunction.Parameter], result: FEELType, known: FEELType,
        _ body: (Compiler) throws -> any Code
    ) rethrows -> any Code {
        let inner = Frame(parent: frame)
        for parameter in parameters { inner.declare(parameter.name) }
        let code = try body(Compiler(frame: inner))
        let function = FunctionCode(
            body: code, slotCount: inner.slotCount, captureSlots: inner.captures.map(\.to),
            levels: inner.levels)
        return ClosureCode(
            parameters, FEELFunction.Result(coerced: result, known: known), function,
            inner.captures.map(\.from))
    }
}
