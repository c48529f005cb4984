package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The whole report as one page; it allows itself no script and no style but its own, and nothing from anywhere else. */
final class Page {
    private Page() {}

    static String of(Run run) throws IOException {
        String style = Resources.text("report.css");
        String script = Resources.text("report.js");
        Curves curves = new Curves(run);
        ObjectNode view = View.object().put("style", style).put("script", script);
        view.put("styleHash", hash(style)).put("scriptHash", hash(script));
        view.put("data", Html.script(curves.data().toString()));
        view.set("headline", Headline.of(run));
        view.set("scores", new Scores(run.models()).view());
        view.set("curves", curves.view());
        view.set("slices", new Slices(run.models()).view());
        view.set("bias", PopularityBias.of(run.models()));
        ArrayNode examples = new Examples(run).view();
        view.put("hasExamples", !examples.isEmpty()).set("examples", examples);
        view.set("costs", Costs.of(run.models()));
        ArrayNode live = LiveAgreement.of(run.models());
        view.put("isLive", !live.isEmpty()).set("live", live);
        view.set("provenance", new Provenance(run).view());
        return Resources.template("report.html").render(view);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
