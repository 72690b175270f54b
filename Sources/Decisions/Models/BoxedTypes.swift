import Formats

/// What is said of the types in a model, told with its file, line, decision and rule.
extension BoxedCompiler {
    func checkTypes(of expression: Expression, in element: XMLElement) {
        var check = TypeCheck(hiding: variables)
        check.check(expression)
        report(check, element)
    }

    func checkTypes(
        of tests: [UnaryTest], looking subject: FEELType, allowed: [FEELValue]?,
        in element: XMLElement
    ) {
        var check = TypeCheck(hiding: variables)
        check.check(tests, of: subject, allowed: allowed ?? subject.allowed)
        report(check, element)
    }

    /// A value has the type, and is one of the values, that are said of it.
    func checkType(
        of value: Compiled, is declared: FEELType, allowed: [FEELValue]? = nil,
        at element: XMLElement
    ) {
        let constant = (value.code as? ConstantCode)?.constant
        let given = if let constant { FEELType(of: constant).kind } else { value.type.kind }
        guard let given, let wanted = declared.kind else {
            if let constant { checkAllowed(constant, allowed, element) }
            return
        }
        if given == wanted || (given == .date && wanted == .dateTime) {
            if let constant { checkAllowed(constant, allowed ?? declared.allowed, element) }
            return
        }
        let what = constant?.words ?? "this"
        report("\(what) is \(given.words), and \(wanted.words) is declared", element)
    }

    private func checkAllowed(
        _ value: FEELValue, _ allowed: [FEELValue]?, _ element: XMLElement
    ) {
        guard let allowed, FEELType(of: value).kind != nil, value.isExcluded(by: allowed) else {
            return
        }
        report("\(value.words) is not among the allowed values", element)
    }

    /// Names of the model and of the place; they hide functions of FEEL that are called the same.
    private var variables: Set<String> {
        scope.layers.dropFirst().reduce(into: []) { $0.formUnion($1.types.keys) }
    }

    private func report(_ check: TypeCheck, _ element: XMLElement) {
        for finding in check.found { report(finding.message, element, finding.place) }
    }

    /// What stands in an imported file is said when that file is looked at.
    private func report(_ message: String, _ element: XMLElement, _ place: Int = 0) {
        guard source == 0 else { return }
        let isText = element.part("text") != nil
        let line = isText ? element.line(of: place, in: element.feel) : element.line
        problems.add(
            mistake: FormatError(
                file: element.file, line: line, field: decision,
                message: (ruleNumber.map { "rule \($0): " } ?? "") + message))
    }
}
