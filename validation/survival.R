# Kaplan-Meier on whole days: survfit with the log-log interval, its median, and differences of two curves.
# Writes tests/oracles/survival.json.

source("validation/oracle.R")
suppressMessages(library(survival))
set.seed(20)

on_a_grid <- function(n, rate, every = 91, visits = 20) {
  event_day <- every * pmax(1, ceiling(rexp(n, rate) * 365 / every))
  last_visit <- every * sample(1:visits, n, replace = TRUE)
  list(exit_day = pmin(event_day, last_visit), event = as.integer(event_day <= last_visit))
}

on_any_day <- function(n, rate) {
  event_day <- floor(rexp(n, rate) * 365)
  last_day <- sample(0:2200, n, replace = TRUE)
  list(exit_day = pmin(event_day, last_day), event = as.integer(event_day <= last_day))
}

entering_late <- function(n, rate) {
  entry_day <- sample(0:400, n, replace = TRUE)
  stay <- 1 + floor(rexp(n, rate) * 365)
  list(exit_day = entry_day + stay, event = rbinom(n, 1, 0.6), entry_day = entry_day)
}

patients <- list(
  visits_on_a_grid = on_a_grid(150, 0.2),
  visits_on_a_grid_many = on_a_grid(1000, 0.1),
  any_day = on_any_day(200, 0.15),
  any_day_90 = c(on_any_day(60, 0.4), conf_level = 0.9),
  any_day_99 = c(on_any_day(60, 0.4), conf_level = 0.99),
  entering_late = entering_late(120, 0.3),
  one_event = list(exit_day = 7, event = 1),
  one_censored = list(exit_day = 7, event = 0),
  two_patients = list(exit_day = c(3, 9), event = c(1, 0)),
  all_censored = list(exit_day = c(5, 5, 8, 100), event = c(0, 0, 0, 0)),
  all_events = list(exit_day = c(5, 6, 8, 100, 130), event = c(1, 1, 1, 1, 1)),
  all_events_on_one_day = list(exit_day = c(5, 5, 5), event = c(1, 1, 1)),
  event_and_censoring_on_one_day = list(exit_day = c(5, 5, 5, 9), event = c(0, 1, 0, 1)),
  event_on_day_zero = list(exit_day = c(0, 0, 4, 9, 9), event = c(1, 0, 1, 0, 1)),
  flat_at_one_half = list(exit_day = c(1, 2, 8, 9), event = c(1, 1, 1, 1)),
  flat_at_one_half_to_the_end = list(exit_day = c(1, 2, 8, 9), event = c(1, 1, 0, 0)),
  median_not_reached = list(exit_day = c(10, 20, 30, 40, 50), event = c(1, 0, 0, 0, 0)),
  late_and_gone = list(exit_day = c(5, 30, 30, 40, 44), event = c(1, 1, 0, 1, 0), entry_day = c(1, 6, 6, 12, 30))
)

surv_of <- function(p) {
  if (is.null(p$entry_day)) Surv(p$exit_day, p$event) else Surv(p$entry_day, p$exit_day, p$event)
}

fit_of <- function(p) {
  level <- if (is.null(p$conf_level)) 0.95 else p$conf_level
  survfit(surv_of(p) ~ 1, conf.type = "log-log", conf.int = level)
}

one_curve <- function(name) {
  p <- patients[[name]]
  fit <- fit_of(p)
  half <- quantile(fit, probs = 0.5)
  # Only days within the follow-up: survfit would carry the curve on beyond it.
  days <- unique(floor(seq(0, max(p$exit_day), length.out = 7)))
  # With late entries survfit counts at risk on event days only, so numbers at risk are counted here.
  entries <- if (is.null(p$entry_day)) rep(-1, length(p$exit_day)) else p$entry_day
  list(
    name = name,
    exit_day = I(p$exit_day),
    event = I(p$event),
    entry_day = if (is.null(p$entry_day)) NULL else I(p$entry_day),
    conf_level = fit$conf.int,
    day = I(fit$time),
    n_at_risk = I(fit$n.risk),
    n_events = I(fit$n.event),
    n_censored = I(fit$n.censor),
    survival = I(fit$surv),
    std_error = I(fit$surv * fit$std.err),
    lower = I(fit$lower),
    upper = I(fit$upper),
    median = list(
      estimate = unname(half$quantile), lower = unname(half$lower), upper = unname(half$upper)
    ),
    at_days = I(days),
    survival_at_days = I(summary(fit, times = days, extend = TRUE)$surv),
    n_at_risk_at_days = I(vapply(days, function(d) sum(entries < d & d <= p$exit_day), 0))
  )
}

difference <- function(treated, comparator, day, conf_level) {
  at_day <- function(name) summary(fit_of(patients[[name]]), times = day)
  ours <- at_day(treated)
  theirs <- at_day(comparator)
  half_width <- qnorm((1 + conf_level) / 2) * sqrt(ours$std.err^2 + theirs$std.err^2)
  list(
    treated = treated, comparator = comparator, day = day, conf_level = conf_level,
    estimate = ours$surv - theirs$surv,
    lower = ours$surv - theirs$surv - half_width,
    upper = ours$surv - theirs$surv + half_width
  )
}

write_oracle("survival.json", "validation/survival.R", c("survival", "jsonlite"), list(
  curves = lapply(names(patients), one_curve),
  differences = list(
    difference("visits_on_a_grid", "visits_on_a_grid_many", 730, 0.95),
    difference("any_day", "visits_on_a_grid", 365, 0.95),
    difference("any_day", "entering_late", 500, 0.95)
  )
))
