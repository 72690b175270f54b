import Kernel

extension Permission {
    /// A door that stands open to everyone where its check is gone.
    public func unless(_ number: Int) -> Permission { Mutation.isOn(number) ? .everyone : self }
}
