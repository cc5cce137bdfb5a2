# Time to an event on whole days: Kaplan-Meier, restricted means, Aalen-Johansen, log-rank, Turnbull.
# Writes tests/oracles/survival.csv and the patients, tests/oracles/data/curves.csv and between_visits.csv.

source("validation/oracle.R")
suppressMessages({
  library(survival)
  library(cmprsk)
  library(etm)
})
set.seed(20)

follow_up <- function(exit_day, kind, entry_day = NA, conf_level = 0.95) {
  n <- length(exit_day)
  data.frame(
    exit_day = exit_day, kind = as.integer(kind), entry_day = entry_day, conf_level = conf_level,
    weights = round(exp(rnorm(n, 0, 0.5)), 3), cluster = sample(seq_len(ceiling(n / 2)), n, replace = TRUE),
    group = sample(c("a", "b", "c"), n, replace = TRUE), stratum = sample(1:3, n, replace = TRUE)
  )
}

on_a_grid <- function(n, rate, every = 91, visits = 20) {
  event_day <- every * pmax(1, ceiling(rexp(n, rate) * 365 / every))
  last_visit <- every * sample(1:visits, n, replace = TRUE)
  follow_up(pmin(event_day, last_visit), (event_day <= last_visit) * sample(1:2, n, replace = TRUE))
}

on_any_day <- function(n, rate, conf_level = 0.95) {
  event_day <- floor(rexp(n, rate) * 365)
  last_day <- sample(0:2200, n, replace = TRUE)
  kind <- (event_day <= last_day) * sample(1:2, n, replace = TRUE, prob = c(0.7, 0.3))
  follow_up(pmin(event_day, last_day), kind, conf_level = conf_level)
}

entering_late <- function(n, rate, every = 1) {
  entry_day <- every * sample(0:floor(400 / every), n, replace = TRUE)
  stay <- every * (1 + floor(rexp(n, rate) * 365 / every))
  follow_up(entry_day + stay, rbinom(n, 1, 0.6) * sample(1:2, n, replace = TRUE), entry_day)
}

patients <- list(
  visits_on_a_grid = on_a_grid(150, 0.2),
  visits_on_a_grid_many = on_a_grid(400, 0.1),
  any_day = on_any_day(200, 0.15),
  any_day_90 = on_any_day(60, 0.4, 0.9),
  any_day_99 = on_any_day(60, 0.4, 0.99),
  entering_late = entering_late(120, 0.3),
  entering_late_on_a_grid = entering_late(150, 0.3, 91),
  one_event = follow_up(7, 1),
  one_censored = follow_up(7, 0),
  two_patients = follow_up(c(3, 9), c(1, 0)),
  one_event_of_many = follow_up(c(3, 9, 12, 15, 15, 20, 20, 31), c(0, 0, 1, 0, 0, 0, 0, 0)),
  all_censored = follow_up(c(5, 5, 8, 100), 0),
  all_events = follow_up(c(5, 6, 8, 100, 130), 1),
  all_events_on_one_day = follow_up(c(5, 5, 5), 1),
  event_and_censoring_on_one_day = follow_up(c(5, 5, 5, 9), c(0, 1, 0, 1)),
  event_on_day_zero = follow_up(c(0, 0, 4, 9, 9), c(1, 0, 1, 0, 1)),
  flat_at_one_half = follow_up(c(1, 2, 8, 9), 1),
  flat_at_one_half_to_the_end = follow_up(c(1, 2, 8, 9), c(1, 1, 0, 0)),
  median_not_reached = follow_up(c(10, 20, 30, 40, 50), c(1, 0, 0, 0, 0)),
  few_late_on_a_grid = entering_late(30, 0.3, 91),
  late_and_gone = follow_up(c(5, 30, 30, 40, 44), c(1, 1, 0, 1, 0), c(1, 6, 6, 12, 30))
)
# Two strata of which one has no events, and one in which a group has nobody.
patients$visits_on_a_grid$kind[patients$visits_on_a_grid$stratum == 3] <- 0
patients$entering_late$group[patients$entering_late$stratum == 2 & patients$entering_late$group == "b"] <- "a"
large <- c("visits_on_a_grid", "visits_on_a_grid_many", "any_day", "entering_late", "entering_late_on_a_grid")

is_late <- function(p) !all(is.na(p$entry_day))
surv_of <- function(p, event = as.integer(p$kind > 0)) {
  if (is_late(p)) Surv(p$entry_day, p$exit_day, event) else Surv(p$exit_day, event)
}
by_day <- function(fit, values) setNames(values, fit$time)
known <- function(values) values[is.finite(values)]
# R's standard errors of the curve itself, whether it keeps them for the logarithm or not.
error_of <- function(fit) if (isTRUE(fit$logse)) fit$surv * fit$std.err else fit$std.err

oracle <- new_oracle()
# Of a long curve some twenty days, its first and its last among them.
noted <- function(estimator, case, quantity, value, package = "survival") {
  if (length(value) > 20) value <- value[unique(round(seq(1, length(value), length.out = 20)))]
  if (length(value)) record(oracle, estimator, case, quantity, value, package)
}

note_curve <- function(estimator, case, fit) {
  inner <- fit$surv > 1e-12 & fit$surv < 1
  noted(estimator, case, "survival", by_day(fit, round(fit$surv, 15)))
  noted(estimator, case, "std_error", known(by_day(fit, error_of(fit))[inner]))
  noted(estimator, case, "lower", known(by_day(fit, fit$lower)[inner]))
  noted(estimator, case, "upper", known(by_day(fit, fit$upper)[inner]))
}

curves <- function(case) {
  p <- patients[[case]]
  level <- p$conf_level[1]
  for (type in c("log-log", "log", "plain")) {
    fit <- survfit(surv_of(p) ~ 1, conf.type = type, conf.int = level)
    note_curve(paste0("Kaplan-Meier, ", type, " interval"), case, fit)
  }
  fit <- survfit(surv_of(p) ~ 1, conf.type = "log-log", conf.int = level)
  if (!is_late(p)) {
    # With late entries survfit counts at risk on event days only.
    noted("Kaplan-Meier, log-log interval", case, "n_at_risk", by_day(fit, fit$n.risk))
  }
  noted("Kaplan-Meier, log-log interval", case, "n_events", by_day(fit, fit$n.event))
  half <- quantile(fit, probs = 0.5)
  noted("Kaplan-Meier, median", case, "median", c(estimate = unname(half$quantile)))
  noted("Kaplan-Meier, median", case, "median", known(c(lower = unname(half$lower), upper = unname(half$upper))))
  if (nrow(p) < 3) return(invisible())
  w <- survfit(surv_of(p) ~ 1, weights = p$weights, id = seq_len(nrow(p)), robust = TRUE, conf.type = "log-log",
               conf.int = level)
  note_curve("Kaplan-Meier, weights, robust variance", case, w)
  if (case %in% large) {
    k <- survfit(surv_of(p) ~ 1, weights = p$weights, id = seq_len(nrow(p)), cluster = p$cluster, robust = TRUE,
                 conf.type = "log-log", conf.int = level)
    note_curve("Kaplan-Meier, weights, clustered", case, k)
    restricted_means(case, p)
  }
}

restricted_means <- function(case, p) {
  for (day in c(365, 700)) {
    fit <- survfit(surv_of(p) ~ 1)
    found <- summary(fit, rmean = day)$table
    noted("Restricted mean", case, as.character(day), c(estimate = unname(found["rmean"]), std_error = unname(found["se(rmean)"])))
    # survfit's own standard error of the mean leaves weights aside; its influences do not.
    w <- survfit(surv_of(p) ~ 1, weights = p$weights, id = seq_len(nrow(p)), robust = TRUE, influence = 1)
    widths <- pmax(0, diff(c(pmin(w$time, day), day)))
    influence <- drop(w$influence.surv %*% widths)
    noted("Restricted mean, weights, clustered", case, as.character(day), c(
      estimate = unname(summary(w, rmean = day)$table["rmean"]), std_error = sqrt(sum(influence^2)),
      clustered = sqrt(sum(rowsum(influence, p$cluster)^2))
    ))
  }
}

differences <- function(treated, comparator, day, conf_level = 0.95) {
  at_day <- function(name) summary(survfit(surv_of(patients[[name]]) ~ 1), times = day)
  ours <- at_day(treated)
  theirs <- at_day(comparator)
  half_width <- qnorm((1 + conf_level) / 2) * sqrt(ours$std.err^2 + theirs$std.err^2)
  noted("Difference of Kaplan-Meier curves", paste(treated, comparator, sep = " - "), as.character(day), c(
    estimate = ours$surv - theirs$surv, lower = ours$surv - theirs$surv - half_width,
    upper = ours$surv - theirs$surv + half_width
  ))
}

competing_risks <- function(case) {
  p <- patients[[case]]
  of_kind <- function(...) {
    survfit(surv_of(p, factor(p$kind, 0:2)) ~ 1, id = seq_len(nrow(p)), conf.int = p$conf_level[1], ...)
  }
  note <- function(estimator, fit) {
    for (cause in 1:2) {
      share <- fit$pstate[, cause + 1]
      inner <- share > 1e-12 & share < 1 - 1e-12
      noted(estimator, case, paste0("incidence ", cause), by_day(fit, share))
      noted(estimator, case, paste0("std_error ", cause), by_day(fit, fit$std.err[, cause + 1])[inner])
      noted(estimator, case, paste0("lower ", cause), by_day(fit, fit$lower[, cause + 1])[inner])
      noted(estimator, case, paste0("upper ", cause), by_day(fit, fit$upper[, cause + 1])[inner])
    }
  }
  note("Aalen-Johansen, log interval", of_kind())
  note("Aalen-Johansen, log-log interval", of_kind(conf.type = "log-log"))
  note("Aalen-Johansen, plain interval", of_kind(conf.type = "plain"))
  if (nrow(p) < 3) return(invisible())
  note("Aalen-Johansen, weights", of_kind(weights = p$weights, conf.type = "log-log"))
  if (case %in% large) clustered_risks(case, p, of_kind(weights = p$weights, influence = TRUE))
}

# survfit of several states leaves cluster= aside once rows have an id; its influences can be added up.
clustered_risks <- function(case, p, fit) {
  influence <- fit$influence
  drop_start <- dim(influence)[2] - length(fit$time)
  for (cause in 1:2) {
    moved <- rowsum(p$weights * influence[, seq_along(fit$time) + drop_start, cause + 1], p$cluster)
    noted("Aalen-Johansen, weights, clustered", case, paste0("std_error ", cause), by_day(fit, sqrt(colSums(moved^2))))
  }
}

other_competing_risks <- function(case) {
  p <- patients[[case]]
  days <- c(182, 365, 700)
  at_days <- function(values) setNames(values, days)
  found <- timepoints(cuminc(p$exit_day, p$kind), days)$est
  for (cause in 1:2) noted("Aalen-Johansen, shares alone (cuminc)", case, paste0("incidence ", cause), at_days(found[cause, ]), "cmprsk")
}

with_etm <- function(case) {
  p <- patients[[case]]
  found <- etmCIF(Surv(entry_day, exit_day, kind != 0) ~ 1, data = p, etype = kind)
  for (cause in 1:2) {
    curve <- summary(found)[[1]][[paste("CIF", cause)]]
    noted("Aalen-Johansen, shares alone (etm)", case, paste0("incidence ", cause), setNames(curve$P, curve$time), "etm")
  }
}

log_ranks <- function(case) {
  p <- patients[[case]]
  p$event <- as.integer(p$kind > 0)
  if (!is_late(p)) {
    for (stratified in c(FALSE, TRUE)) {
      test <- if (stratified) survdiff(Surv(exit_day, event) ~ group + strata(stratum), p) else survdiff(Surv(exit_day, event) ~ group, p)
      name <- if (stratified) "Log-rank test, strata" else "Log-rank test"
      noted(name, case, "chi_square", test$chisq)
      noted(name, case, "p_value", pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE))
      expected <- if (stratified) rowSums(test$exp) else test$exp
      noted(name, case, "expected", setNames(expected, c("a", "b", "c")))
    }
    return(invisible())
  }
  # The exact partial likelihood goes over all ways in which those at risk could have tied: few ties only.
  if (max(table(p$exit_day[p$event == 1])) > 4) return(invisible())
  score <- coxph(Surv(entry_day, exit_day, event) ~ group, p, ties = "exact")$score
  noted("Log-rank test, entry times", case, "chi_square", score)
  score <- coxph(Surv(entry_day, exit_day, event) ~ group + strata(stratum), p, ties = "exact")$score
  noted("Log-rank test, entry times, strata", case, "chi_square", score)
}

between_visits <- function(n, every, rate) {
  event_day <- rexp(n, rate) * 365
  gap <- every * sample(1:3, n, replace = TRUE)
  last <- 91 * sample(4:20, n, replace = TRUE)
  free <- floor(event_day / gap) * gap
  seen <- free + gap
  event <- as.integer(seen <= last)
  data.frame(free_until_day = ifelse(event == 1, free, pmin(free, last)), seen_day = ifelse(event == 1, seen, 0), event = event)
}

visits <- list(
  three_months = between_visits(200, 91, 0.3),
  any_visit = between_visits(80, 47, 0.5),
  by_hand = data.frame(free_until_day = c(0, 5, 10), seen_day = c(5, 10, 0), event = c(1, 1, 0)),
  overlapping = data.frame(free_until_day = c(0, 5, 3), seen_day = c(10, 15, 8), event = 1),
  nobody = data.frame(free_until_day = c(91, 182, 182), seen_day = 0, event = 0)
)

turnbulls <- function(case) {
  p <- visits[[case]]
  fit <- survfit(Surv(p$free_until_day, as.numeric(ifelse(p$event == 1, p$seen_day, NA)), type = "interval2") ~ 1)
  days <- c(100, 200, 365, 500, 730)
  days <- days[days <= max(p$free_until_day)]
  if (max(p$free_until_day) < 100) days <- c(2, 4, 8)
  if (case == "by_hand") days <- c(3, 8, 10)
  at_day <- summary(fit, times = days, extend = TRUE)$surv
  noted("Turnbull", case, "survival", setNames(at_day, days))
}

for (case in names(patients)) curves(case)
differences("visits_on_a_grid", "visits_on_a_grid_many", 730)
differences("any_day", "visits_on_a_grid", 365)
differences("any_day", "entering_late", 500)
for (case in names(patients)) competing_risks(case)
for (case in c("visits_on_a_grid", "visits_on_a_grid_many", "any_day")) other_competing_risks(case)
for (case in c("entering_late", "entering_late_on_a_grid")) with_etm(case)
for (case in c(large, "few_late_on_a_grid")) log_ranks(case)
for (case in names(visits)) turnbulls(case)

save_oracle(oracle, "survival.csv")
save_patients(do.call(rbind, Map(function(name, p) cbind(case = name, p), names(patients), patients)), "curves")
save_patients(do.call(rbind, Map(function(name, p) cbind(case = name, p), names(visits), visits)), "between_visits")
