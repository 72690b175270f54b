import Formats

/// Generic data (2.1): components are elements with a name and a value.
extension MLMachine {
    mutating func enterGeneric(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        let name = element.name
        switch place {
        case .genericAttributes where name == names.genericValue: try takeGenericAttribute(element)
        case .genericKey where name == names.genericValue: try takeGenericKey(element)
        case .genericObservation: return try enterGenericObservation(element)
        case .genericSeries where name == names.obs:
            try settleSeries()
            beginObservation()
            return .genericObservation
        case .genericSeries where name == names.seriesKey: return beginKey()
        case .genericGroup where name == names.groupKey: return beginKey()
        case .genericSeries where name == names.attributes: return .genericAttributes
        case .genericGroup where name == names.attributes: return .genericAttributes
        case .dataSet: return try enterGenericDataSet(element)
        default: break
        }
        return .ignored
    }

    private mutating func enterGenericDataSet(
        _ element: borrowing XMLStart
    ) throws(MLProblem) -> MLPlace {
        switch element.name {
        case names.obs:
            set.settle(isFlat: true)
            beginObservation()
            return .genericObservation
        case names.series:
            set.settle(isFlat: false)
            beginSeries()
            return .genericSeries
        case names.group:
            part = MLPart(group: element.text(of: names.type), isGroup: true)
            return .genericGroup
        case names.attributes: return .genericAttributes
        default: return .ignored
        }
    }

    private mutating func enterGenericObservation(
        _ element: borrowing XMLStart
    ) throws(MLProblem) -> MLPlace {
        switch element.name {
        case names.obsDimension: try takeObservationDimension(element)
        case names.obsValue: takeValue(try value(element))
        case names.attributes: return .genericAttributes
        case names.obsKey: return beginKey()
        default: break
        }
        return .ignored
    }

    mutating func leaveGeneric(_ left: MLPlace) throws(MLProblem) {
        switch left {
        case .genericObservation: try leaveObservation()
        case .genericSeries: try settleSeries()
        case .genericGroup: try leaveGenericPart()
        case .genericKey: try leaveKey()
        default: break
        }
    }

    private mutating func leaveGenericPart() throws(MLProblem) {
        if set.structure != nil, !set.isTold { try tell() }
        try take(part)
    }

    // MARK: Keys

    /// A series is told with its first observation, or at its end; one without a key is of a structure without dimensions.
    private mutating func settleSeries() throws(MLProblem) {
        if !set.isTold {
            if !set.isFixed { set.fix(firstKey: []) }
            try tell()
            seriesKey = Array(repeating: "", count: set.header.structure.dimensions.count)
        }
        if owesSeries { tellSeries() }
    }

    private mutating func beginKey() -> MLPlace {
        key.clear()
        seriesPeriod = ""
        return .genericKey
    }

    private mutating func takeGenericKey(_ element: borrowing XMLStart) throws(MLProblem) {
        let (id, value) = (try id(element), try value(element))
        if MLMachine.isTime(id) {
            seriesPeriod = String(decoding: value, as: UTF8.self)
        } else {
            key.add(id, value)
        }
    }

    /// `place` is where the key stood.
    private mutating func leaveKey() throws(MLProblem) {
        if place == .genericGroup {
            part.key = key.all
            return
        }
        if !set.isTold {
            if !set.isFixed { set.fix(firstKey: key.all.map(\.name)) }
            try tell()
        }
        if place == .genericObservation {
            try takeKey()
            current.period = seriesPeriod
            return
        }
        seriesKey = Array(repeating: "", count: set.header.structure.dimensions.count)
        for (name, value) in key.all { seriesKey[try dimension(name)] = value }
    }

    private mutating func takeObservationDimension(
        _ element: borrowing XMLStart
    ) throws(MLProblem) {
        let value = String(decoding: try value(element), as: UTF8.self)
        if let id = element.value(of: names.id), !MLMachine.isTime(id) {
            current.key[try dimension(String(decoding: id, as: UTF8.self))] = value
        } else if let index = set.atObservation, element.value(of: names.id) == nil {
            current.key[index] = value
        } else {
            current.period = value
        }
    }

    // MARK: Attributes

    /// `place` is the list of attributes; its parent is what they speak of.
    private mutating func takeGenericAttribute(_ element: borrowing XMLStart) throws(MLProblem) {
        let (id, value) = (try id(element), try value(element))
        if parents.last == .genericObservation {
            switch MLMachine.role(id) {
            case .status: takeStatus(value)
            case let role: takeAttribute(role, id, value)
            }
            return
        }
        let (name, text) = (
            String(decoding: id, as: UTF8.self), String(decoding: value, as: UTF8.self)
        )
        switch parents.last {
        case .genericSeries: series.attributes[name] = text
        case .genericGroup: part.attributes[name] = text
        default: set.header.attributes[name] = text
        }
    }

    private func id(_ element: borrowing XMLStart) throws(MLProblem) -> UnsafeBufferPointer<UInt8> {
        if let id = element.value(of: names.id) { return id }
        throw MLProblem("it has no id; say which component it is", field: "Value")
    }

    private func value(
        _ element: borrowing XMLStart
    ) throws(MLProblem) -> UnsafeBufferPointer<UInt8> {
        if let value = element.value(of: names.value) { return value }
        throw MLProblem("it has no value; leave the element out", field: element.name.text)
    }

    private static func isTime(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
        isEqual(id, "TIME_PERIOD")
    }

    private static func role(_ id: UnsafeBufferPointer<UInt8>) -> MLRole {
        if isEqual(id, "OBS_STATUS") { return .status }
        if isEqual(id, "OBS_FLAG") { return .flag }
        return isEqual(id, "CONF_STATUS") ? .confidentiality : .attribute
    }

    @inline(__always)
    private static func isEqual(_ id: UnsafeBufferPointer<UInt8>, _ name: StaticString) -> Bool {
        guard id.count == name.utf8CodeUnitCount else { return false }
        for position in 0..<id.count where id[position] != name.utf8Start[position] { return false }
        return true
    }
}
