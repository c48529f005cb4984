package io.freshet.schemas;

/**
 * Which pushes of one learner a published row already includes.
 *
 * @param learner number of the learner
 * @param incarnation which life of the learner the push numbers belong to; any long
 * @param lastPush the last push added; all earlier ones are included
 */
public record Coverage(int learner, long incarnation, long lastPush) {

    public Coverage {
        Checks.notNegative("learner", learner);
        Checks.notNegative("lastPush", lastPush);
    }
}
