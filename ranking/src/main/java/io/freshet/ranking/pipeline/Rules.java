package io.freshet.ranking.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is blocked, and by which rule; the first one that names an item is the reason. Immutable. */
public final class Rules {
    /** Nothing is blocked. */
    public static final Rules NONE = new Rules(List.of());

    /** A bit each. */
    public static final int MOST = 64;

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Rules by their order.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST}, or two of one name
     */
    public static Rules of(List<Rule> rules) {
        if (rules.size() > MOST) {
            throw new IllegalArgumentException(
                    "there are " + rules.size() + " rules: at most " + MOST + " can be, so join those that are alike");
        }
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name() + ": give one another name");
            }
        }
        return new Rules(List.copyOf(rules));
    }

    public List<Rule> all() {
        return rules;
    }
}
