import Formats

/// Compiles the expressions of a model: literal ones, tables, and all boxed forms.
struct BoxedCompiler {
    /// Code with what is known of its values.
    struct Compiled {
        let code: any Code
        let type: FEELType
    }

    var compiler: Compiler
    var scope: NameScope
    let types: TypeReader
    let problems: Findings
    /// The number of the file.
    let source: Int
    let zones: ZoneSource
    /// The decision that is compiled, for its explanation.
    let decision: String
    /// The type that is declared for the value of the decision.
    var declared = FEELType.any
    /// The number of the rule at hand, for what is said of it.
    var ruleNumber: Int?
    var nesting = 0

    private static let nestingMax = 40

    mutating func compile(_ element: XMLElement) throws -> Compiled {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= BoxedCompiler.nestingMax else {
            throw element.error("boxes are nested deeper than \(BoxedCompiler.nestingMax) levels")
        }
        let compiled = try form(element)
        let type = try types.type(element.attribute("typeRef"), in: source, at: element)
        if case .any = type { return compiled }
        if element.name == "functionDefinition" || element.name == "decisionTable" {
            return compiled
        }
        checkType(of: compiled, is: type, at: element)
        return Compiled(code: CoercionCode(compiled.code, type), type: type)
    }

    private mutating func form(_ element: XMLElement) throws -> Compiled {
        switch element.name {
        case "literalExpression": try literal(element)
        case "decisionTable": try table(element)
        case "context": try context(element)
        case "relation": try relation(element)
        case "list": try list(element)
        case "invocation": try invocation(element)
        case "functionDefinition": try function(element)
        case "conditional": try conditional(element)
        case "filter": try filter(element)
        case "for": try loop(element)
        default: try quantified(element)
        }
    }

    /// The expression inside an element that must have one.
    mutating func inside(_ element: XMLElement) throws -> Compiled {
        guard let expression = element.expression else {
            throw element.error("an expression is missing inside")
        }
        return try compile(expression)
    }

    mutating func literal(_ element: XMLElement) throws -> Compiled {
        let text = element.feel
        if text.isEmpty { return Compiled(code: ConstantCode(.null), type: .nothing) }
        let expression = try parse(element) { parser throws(FEELProblem) in
            try parser.wholeExpression()
        }
        checkTypes(of: expression, in: element)
        return Compiled(code: compiler.code(expression), type: expression.type)
    }

    /// Reads the text of an element; a fault gets its line, an unknown name is a problem.
    mutating func parse<Value>(
        _ element: XMLElement, _ body: (inout Parser) throws(FEELProblem) -> Value
    ) throws -> Value {
        let text = element.feel
        do throws(FEELProblem) {
            var parser = try Parser(text, scope: scope, zones: zones)
            let value = try body(&parser)
            for (name, place) in parser.unknown {
                problems.add(
                    fault(
                        element, place,
                        "the name '\(name)' is not known here; it is always null"))
            }
            return value
        } catch {
            throw fault(element, error.place, "\(error.message), in: \(text)")
        }
    }

    private func fault(_ element: XMLElement, _ place: Int, _ message: String) -> FormatError {
        FormatError(
            file: element.file, line: element.line(of: place, in: element.feel),
            field: "<\((element.part("text") ?? element).name)>", message: message)
    }

    /// A name that is known inside, in a slot of its own.
    mutating func declare(_ name: String, _ type: FEELType) -> Int {
        scope.add(name, type)
        scope.add(member: name)
        return compiler.frame.declare(name)
    }

    /// Runs a part with names of its own.
    mutating func within<Value>(
        _ body: (inout BoxedCompiler) throws -> Value
    ) rethrows -> Value {
        scope.push(NameScope.Layer([:]))
        defer { scope.pop() }
        return try compiler.frame.within { try body(&self) }
    }
}
