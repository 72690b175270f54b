/// Turns expressions into code.
struct Compiler {
    let frame: Frame

    func code(_ expression: Expression) -> any Code {
        frame.deeper { compile(expression) }
    }

    private func compile(_ expression: Expression) -> any Code {
        switch expression.form {
        case .constant(let value): ConstantCode(value)
        case .name(let name): named(name)
        case .path(let source, let name): PathCode(code(source), name)
        case .filter(let source, let condition): filter(source, condition)
        case .call, .namedCall, .function, .loop, .quantified: functional(expression)
        case .negated(let value): NegationCode(code(value))
        case .arithmetic(let kind, let left, let right):
            ArithmeticCode(kind, code(left), code(right))
        case .compared(let kind, let left, let right):
            ComparisonCode(kind, code(left), code(right))
        case .and(let left, let right): AndCode(code(left), code(right))
        case .or(let left, let right): OrCode(code(left), code(right))
        case .between(let value, let low, let high):
            BetweenCode(code(value), code(low), code(high))
        case .isIn(let value, let list): membership(code(value), list)
        case .isInstance(let value, let type): InstanceCode(code(value), type)
        case .conditional(let condition, let first, let second):
            ConditionalCode(code(condition), code(first), code(second))
        case .list(let items): list(items.map(code))
        case .context(let members): context(members)
        case .range(let start, let end, let includesStart, let includesEnd):
            range(code(start), code(end), includesStart, includesEnd)
        case .sided(let form, let value): sided(form, code(value))
        }
    }

    /// What is made of constants alone is computed once.
    func folded(_ code: any Code, _ parts: [any Code]) -> any Code {
        let run = Run(world: DecisionWorld())
        guard parts.allSatisfy({ $0 is ConstantCode }), let value = try? code.value(run) else {
            return code
        }
        return ConstantCode(value)
    }

    private func list(_ items: [any Code]) -> any Code { folded(ListCode(items), items) }

    private func range(
        _ start: any Code, _ end: any Code, _ includesStart: Bool, _ includesEnd: Bool
    ) -> any Code {
        folded(RangeCode(start, end, includesStart, includesEnd), [start, end])
    }

    private func sided(_ form: FEELRange.Form, _ value: any Code) -> any Code {
        folded(SidedCode(form, value), [value])
    }

    private func named(_ name: String) -> any Code {
        frame.resolve(name).map(referenced) ?? ConstantCode(.null)
    }

    private func referenced(_ reference: Frame.Reference) -> any Code {
        switch reference {
        case .slot(let slot): SlotCode(slot)
        case .code(let code): code
        case .member(let slot, let name, let otherwise):
            ItemMemberCode(slot, name, otherwise.map(referenced))
        }
    }

    private func filter(_ source: Expression, _ condition: Expression) -> any Code {
        let list = code(source)
        let slot = frame.newSlot()
        return frame.within(Frame.Layer(itemOf: source.type, in: slot)) {
            FilterCode(list, code(condition), slot)
        }
    }

    private func context(_ members: [Expression.Member]) -> any Code {
        frame.within {
            let entries = members.map { member in
                let value = code(member.value)
                return ContextCode.Entry(slot: frame.declare(member.name), code: value)
            }
            return ContextCode(ContextNames(members.map(\.name)), entries)
        }
    }

    private func membership(_ value: any Code, _ list: [UnaryTest]) -> any Code {
        let slot = frame.newSlot()
        return MembershipCode(value, tests(list, of: slot), slot)
    }

    /// Tests of the value in a slot, which they may call `?`.
    func tests(_ list: [UnaryTest], of slot: Int) -> TestsCode {
        frame.within(Frame.Layer(names: ["?": .slot(slot)])) {
            TestsCode(list.map(compiled), slot)
        }
    }

    private func compiled(_ test: UnaryTest) -> TestsCode.Part {
        switch test {
        case .any: .any
        case .not(let tests): .not(tests.map(compiled))
        case .expression(let expression):
            .value(code(expression), isVerdict: expression.mentions("?"))
        }
    }
}

extension Expression {
    /// Whether a name stands in it; what shadows it does not matter for `?` and `partial`.
    func mentions(_ name: String) -> Bool {
        switch form {
        case .name(let own): own == name
        case .constant: false
        default: parts.contains { $0.mentions(name) }
        }
    }

    /// The expressions that it is made of.
    var parts: [Expression] {
        switch form {
        case .constant, .name: []
        case .path(let source, _): [source]
        case .filter(let first, let second), .arithmetic(_, let first, let second),
            .compared(_, let first, let second), .and(let first, let second),
            .or(let first, let second), .range(let first, let second, _, _):
            [first, second]
        case .call(let callee, let arguments): [callee] + arguments
        case .namedCall(let callee, let members): [callee] + members.map(\.value)
        case .negated(let value), .isInstance(let value, _), .sided(_, let value): [value]
        case .between(let first, let second, let third),
            .conditional(let first, let second, let third):
            [first, second, third]
        case .isIn(let value, let tests): [value] + tests.flatMap(\.parts)
        case .loop(let iterators, let body), .quantified(_, let iterators, let body):
            iterators.flatMap { [$0.source] + ($0.last.map { [$0] } ?? []) } + [body]
        case .function(_, let body): body.map { [$0] } ?? []
        case .list(let items): items
        case .context(let members): members.map(\.value)
        }
    }
}

extension UnaryTest {
    var parts: [Expression] {
        switch self {
        case .any: []
        case .expression(let expression): [expression]
        case .not(let tests): tests.flatMap(\.parts)
        }
    }
}
