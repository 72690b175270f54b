/// Makes a function, with the values that it takes along.
final class ClosureCode: Code {
    let parameters: [FEELFunction.Parameter]
    let result: FEELFunction.Result
    let function: FunctionCode
    let captures: [Int]

    init(
        _ parameters: [FEELFunction.Parameter], _ result: FEELFunction.Result,
        _ function: FunctionCode, _ captures: [Int]
    ) {
        (self.parameters, self.result) = (parameters, result)
        (self.function, self.captures) = (function, captures)
    }

    func value(_ run: Run) -> FEELValue {
        FEELValue.bounded(
            .function(
                FEELFunction(
                    parameters, result, .code(function, captured: captures.map { run[$0] }))))
    }
}

/// A call whose function is only known when it happens.
final class CallCode: Code {
    let callee: any Code
    let arguments: [any Code]

    init(_ callee: any Code, _ arguments: [any Code]) {
        (self.callee, self.arguments) = (callee, arguments)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        guard case .function(let function) = try callee.value(run) else { return .null }
        var values: [FEELValue] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try argument.value(run)) }
        return try function.call(values, run)
    }
}

final class NamedCallCode: Code {
    let callee: any Code
    let names: [String]
    let arguments: [any Code]

    init(_ callee: any Code, _ names: [String], _ arguments: [any Code]) {
        (self.callee, self.names, self.arguments) = (callee, names, arguments)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        guard case .function(let function) = try callee.value(run),
            let order = function.order(of: names)
        else { return .null }
        var values: [FEELValue] = []
        for place in order { values.append(try place.map { arguments[$0] }?.value(run) ?? .null) }
        return try function.call(values, run)
    }
}

/// A function of FEEL, chosen by the number or names of its arguments when it was compiled.
final class BuiltinCode: Code {
    let form: Builtin.Form
    let arguments: [any Code]

    init(_ form: Builtin.Form, _ arguments: [any Code]) {
        (self.form, self.arguments) = (form, arguments)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        var values: [FEELValue] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try argument.value(run)) }
        try run.step()
        for value in values { try run.weigh(value) }
        return try form.body(Arguments(values, run))
    }
}

extension FEELFunction {
    /// Null where the number of arguments is wrong or one cannot be changed into its type.
    func call(_ arguments: [FEELValue], _ run: Run) throws(DecisionLimit) -> FEELValue {
        if case .builtin(let builtin) = body {
            guard let form = builtin.form(count: arguments.count) else { return .null }
            for argument in arguments { try run.weigh(argument) }
            return try form.body(Arguments(arguments, run))
        }
        guard arguments.count == parameters.count else { return .null }
        var changed = arguments
        for argument in arguments { try run.weigh(argument) }
        for (index, parameter) in parameters.enumerated() {
            changed[index] = parameter.type.coerced(arguments[index])
            if changed[index].isNull, !arguments[index].isNull { return .null }
        }
        switch body {
        case .code(let code, let captured):
            return result.coerced.coerced(try run.call(code, changed, captured: captured))
        case .model(let invocable):
            return result.coerced.coerced(try invocable.invoke(changed, run))
        case .builtin: return .null
        }
    }

    /// For each parameter the argument's index; nil where the names do not fit.
    func order(of names: [String]) -> [Int?]? {
        if case .builtin(let builtin) = body { return builtin.form(names: names)?.order }
        guard names.count == parameters.count else { return nil }
        var order: [Int?] = []
        for parameter in parameters {
            guard let index = names.firstIndex(of: parameter.name) else { return nil }
            order.append(index)
        }
        return order
    }
}
