package io.freshet.jobs.serde;

/** For types that nobody changes: a copy is the thing itself. */
abstract class ImmutableSerializer<T> extends StateSerializer<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T from) {
        return from;
    }
}
