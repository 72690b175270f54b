/// A function of a model or of FEEL itself.
public final class FEELFunction: Sendable {
    /// A parameter with the type that its arguments are changed into.
    struct Parameter: Sendable {
        let name: String
        let type: FEELType
    }

    enum Body: Sendable {
        /// Code with the values that it took along from where it was written.
        case code(FunctionCode, captured: [FEELValue])
        case builtin(Builtin)
        /// What a model offers and what runs in a frame of its own.
        case model(any Invocable)
    }

    /// The type that results are changed into, and what is known of them beside.
    struct Result: Sendable {
        let coerced: FEELType
        let known: FEELType
    }

    let parameters: [Parameter]
    let result: Result
    let body: Body
    let size: Int32
    let depth: Int32

    init(_ parameters: [Parameter], _ result: Result, _ body: Body) {
        self.parameters = parameters
        self.result = result
        self.body = body
        var taken = FEELList([])
        if case .code(_, let captured) = body { taken = FEELList(captured) }
        (size, depth) = (taken.size, taken.depth)
    }

    /// Wider parameters and a narrower result make one function stand for another.
    func conforms(to types: [FEELType], _ result: FEELType) -> Bool {
        if case .builtin = body { return types.isEmpty }
        return parameters.count == types.count
            && zip(parameters, types).allSatisfy { $1.conforms(to: $0.type) }
            && self.result.known.conforms(to: result)
    }
}

/// A decision service, called as a function.
protocol Invocable: AnyObject, Sendable {
    func invoke(_ arguments: [FEELValue], _ run: Run) throws(DecisionLimit) -> FEELValue
}
