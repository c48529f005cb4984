package io.freshet.jobs.kafka;

/**
 * Rules that are in force from now on, in place of all earlier ones.
 *
 * @param yaml as a file of rules has them; it has been checked
 * @param epoch orders them: rules of a lower one than those in force come too late; {@link #WITHDRAWN} has none
 */
public record RulesChange(String yaml, long epoch) implements Broadcast {
    /** No rules at all, whatever was in force. */
    public static final RulesChange WITHDRAWN = new RulesChange("", -1);

    public boolean isWithdrawal() {
        return epoch < 0;
    }
}
