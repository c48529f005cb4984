package io.freshet.features.declared;

/** Whose events a feature looks at. */
public enum Entity {
    USER,
    ITEM,
    /** One user with one item. */
    USER_ITEM
}
