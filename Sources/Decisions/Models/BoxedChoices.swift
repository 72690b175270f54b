import Formats

/// Conditions, filters and loops in boxes.
extension BoxedCompiler {
    mutating func conditional(_ element: XMLElement) throws -> Compiled {
        let condition = try inside(try element.requiredPart("if"))
        let first = try inside(try element.requiredPart("then"))
        let second = try inside(try element.requiredPart("else"))
        return Compiled(
            code: ConditionalCode(condition.code, first.code, second.code),
            type: second.type.conforms(to: first.type) ? first.type : .any)
    }

    mutating func filter(_ element: XMLElement) throws -> Compiled {
        let source = try inside(try element.requiredPart("in"))
        let match = try element.requiredPart("match")
        let slot = compiler.frame.newSlot()
        scope.push(scope.itemLayer(source.type))
        defer { scope.pop() }
        return try compiler.frame.within(Frame.Layer(itemOf: source.type, in: slot)) {
            let condition = try inside(match)
            return Compiled(
                code: FilterCode(source.code, condition.code, slot),
                type: source.type.item.map { .list($0) } ?? .any)
        }
    }

    mutating func loop(_ element: XMLElement) throws -> Compiled {
        try within { inner in
            let iterator = try inner.iterator(element)
            let partial = inner.declare("partial", .list(.any))
            let body = try inner.inside(try element.requiredPart("return"))
            return Compiled(
                code: LoopCode([iterator], body.code, partial), type: .list(body.type))
        }
    }

    mutating func quantified(_ element: XMLElement) throws -> Compiled {
        try within { inner in
            let iterator = try inner.iterator(element)
            let condition = try inner.inside(try element.requiredPart("satisfies"))
            return Compiled(
                code: QuantifiedCode(element.name == "every", [iterator], condition.code),
                type: .boolean)
        }
    }

    /// `in` may hold a list, or a range written as FEEL writes it in a loop: `1..10`.
    private mutating func iterator(_ element: XMLElement) throws -> LoopIterator {
        let name = try element.required(attribute: "iteratorVariable")
        let source = try inside(try element.requiredPart("in"))
        let slot = declare(name, source.type.isRange ? .any : source.type.item ?? .any)
        return LoopIterator(slot: slot, source: source.code, last: nil)
    }
}
