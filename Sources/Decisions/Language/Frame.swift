/// Where names stand while a text is compiled: in slots of the frame, in an item, or in the model.
final class Frame {
    /// What a name stands for.
    indirect enum Reference {
        case slot(Int)
        /// A member of the item in a slot; another meaning where the item has no such member.
        case member(Int, String, otherwise: Reference?)
        case code(any Code)
    }

    struct Layer {
        var names: [String: Reference] = [:]
        /// The slot of a filter's item, whose members are names too.
        var item: Int?
        var members: Set<String> = []
        var isOpen = false

        init(names: [String: Reference] = [:]) { self.names = names }

        /// Inside a filter, whose item stands in a slot.
        init(itemOf list: FEELType, in slot: Int) {
            names = ["item": .slot(slot)]
            item = slot
            members = list.itemNames.subtracting(["item"])
            isOpen = list.hasOpenItems
        }
    }

    private let parent: Frame?
    private var layers: [Layer] = [Layer()]
    private(set) var slotCount = 0
    /// Slots of the parent that this frame takes along, with their places here.
    private(set) var captures: [(from: Int, to: Int)] = []
    private(set) var levels = 1
    private var level = 1

    init(parent: Frame? = nil) { self.parent = parent }

    func newSlot() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    /// A variable in a slot of its own.
    @discardableResult
    func declare(_ name: String) -> Int {
        let slot = newSlot()
        layers[layers.count - 1].names[name] = .slot(slot)
        return slot
    }

    func declare(_ name: String, _ code: any Code) {
        layers[layers.count - 1].names[name] = .code(code)
    }

    func within<Value>(_ layer: Layer = Layer(), _ body: () throws -> Value) rethrows -> Value {
        layers.append(layer)
        defer { layers.removeLast() }
        return try body()
    }

    /// Counts how deep the code becomes.
    func deeper<Value>(_ body: () throws -> Value) rethrows -> Value {
        level += 1
        levels = max(levels, level)
        defer { level -= 1 }
        return try body()
    }

    /// Whether a variable has this name, so that no function of FEEL is meant.
    func declares(_ name: String) -> Bool {
        layers.contains { $0.names[name] != nil || $0.members.contains(name) }
            || parent?.declares(name) == true
    }

    func resolve(_ name: String) -> Reference? {
        if let found = resolve(name, below: layers.count) { return found }
        // An item may have more members than its type tells.
        for layer in layers.reversed() {
            if let item = layer.item { return .member(item, name, otherwise: nil) }
        }
        return nil
    }

    private func resolve(_ name: String, below count: Int) -> Reference? {
        for index in (0..<count).reversed() {
            let layer = layers[index]
            if let found = layer.names[name] { return found }
            guard let item = layer.item else { continue }
            if layer.members.contains(name) { return .member(item, name, otherwise: nil) }
            if layer.isOpen {
                return .member(item, name, otherwise: resolve(name, below: index))
            }
        }
        if let parent { return parent.resolve(name).map(captured) }
        return Builtins.table[name].map { .code(ConstantCode(.function($0.function))) }
    }

    /// The same in this frame: slots of the parent are taken along.
    private func captured(_ reference: Reference) -> Reference {
        switch reference {
        case .code: reference
        case .slot(let slot): .slot(capture(slot))
        case .member(let slot, let name, let otherwise):
            .member(capture(slot), name, otherwise: otherwise.map(captured))
        }
    }

    private func capture(_ slot: Int) -> Int {
        if let known = captures.first(where: { $0.from == slot }) { return known.to }
        let place = newSlot()
        captures.append((slot, place))
        return place
    }
}
