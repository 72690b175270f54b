/// A function of FEEL with all its forms.
final class Builtin: Sendable {
    typealias Body = @Sendable (Arguments) throws(DecisionLimit) -> FEELValue

    struct Form: Sendable {
        let parameters: [String]
        /// The last ones may be left out.
        let required: Int
        /// Any number of arguments from `required` on.
        let isOpen: Bool
        let body: Body
    }

    let name: String
    let forms: [Form]
    /// What is known of the results.
    let type: FEELType

    init(_ name: String, _ type: FEELType, _ forms: [Form]) {
        (self.name, self.type, self.forms) = (name, type, forms)
    }

    var function: FEELFunction {
        FEELFunction([], FEELFunction.Result(coerced: .any, known: type), .builtin(self))
    }

    func form(count: Int) -> Form? {
        forms.first { $0.required <= count && ($0.isOpen || count <= $0.parameters.count) }
    }

    /// The form that has all these parameters, and for each parameter the index of its argument.
    func form(names: [String]) -> (form: Form, order: [Int?])? {
        for form in forms where Set(names).count == names.count {
            guard names.allSatisfy(form.parameters.contains) else { continue }
            let order = form.parameters.map { names.firstIndex(of: $0) }
            if order.prefix(max(form.required, 1)).allSatisfy({ $0 != nil }) {
                return (form, Array(order.reversed().drop { $0 == nil }.reversed()))
            }
        }
        return nil
    }
}

/// A form of a function: its parameters, of which those after `required` may be left out.
func form(
    _ parameters: String..., required: Int? = nil, isOpen: Bool = false,
    body: @escaping Builtin.Body
) -> Builtin.Form {
    Builtin.Form(
        parameters: parameters, required: required ?? parameters.count, isOpen: isOpen, body: body)
}

/// The values that a function is called with; a list of one stands for its item where none is expected.
struct Arguments {
    let values: [FEELValue]
    let run: Run

    init(_ values: [FEELValue], _ run: Run) { (self.values, self.run) = (values, run) }

    var count: Int { values.count }

    subscript(index: Int) -> FEELValue { index < values.count ? values[index] : .null }

    /// Whether an argument is there and not null.
    func has(_ index: Int) -> Bool { !self[index].isNull }

    func number(_ index: Int) -> Number? {
        if case .number(let number) = self[index].single { number } else { nil }
    }

    /// A whole number; a fraction is cut off.
    func int(_ index: Int) -> Int? { number(index)?.truncatedInt }

    func string(_ index: Int) -> String? {
        if case .string(let text) = self[index].single { text } else { nil }
    }

    /// A list, or what stands for one; null is none.
    func list(_ index: Int) -> [FEELValue]? {
        if self[index].isNull { nil } else { self[index].items }
    }

    /// One list, or the arguments as one.
    var items: [FEELValue]? { count == 1 ? list(0) : values }

    func context(_ index: Int) -> FEELContext? {
        if case .context(let context) = self[index].single { context } else { nil }
    }

    func date(_ index: Int) -> CivilDate? {
        switch self[index].single {
        case .date(let date): date
        case .dateTime(let box): box.dateTime.date
        default: nil
        }
    }

    func function(_ index: Int) -> FEELFunction? {
        if case .function(let function) = self[index].single { function } else { nil }
    }
}

/// All functions of DMN 1.5, chapter 10.3.4.
enum Builtins {
    static let table: [String: Builtin] = {
        let all = [
            conversion, temporal, text, patterns, lists, changes, statistics, numeric, rounding,
            calendar, contexts, ranges,
        ]
        return Dictionary(
            all.flatMap { $0 }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }()

    static let layer = NameScope.Layer(table.mapValues { FEELType.function([], $0.type) })
}
