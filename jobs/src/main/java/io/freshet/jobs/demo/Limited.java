package io.freshet.jobs.demo;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The first so many of another iterator's elements; does not look further than that. */
final class Limited<T> implements Iterator<T> {
    private final Iterator<T> all;
    private long left;

    Limited(Iterator<T> all, long limit) {
        this.all = all;
        this.left = limit;
    }

    @Override
    public boolean hasNext() {
        return left > 0 && all.hasNext();
    }

    @Override
    public T next() {
        if (left <= 0) {
            throw new NoSuchElementException("the limit is reached");
        }
        left--;
        return all.next();
    }
}
