# Cox regression with Efron's ties: ratios, model and robust standard errors, likelihoods, tests of all ratios and of
# proportional hazards. Writes tests/oracles/cox.csv and the patients in tests/oracles/data/cox_*.csv.

source("validation/oracle.R")
suppressMessages(library(survival))
set.seed(34)
oracle <- new_oracle()
# Tighter than R's own, so that the last digits are the estimate's and not the search's.
tight <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 60)

on_a_grid <- function(n, every = 91, visits = 16) {
  treated <- rbinom(n, 1, 0.5)
  edss <- pmin(6.5, round(2 * rexp(n, 0.4)) / 2)
  event_day <- every * ceiling(rexp(n, 0.25 * exp(-0.5 * treated + 0.15 * edss)) * 365 / every)
  last_visit <- every * sample(1:visits, n, replace = TRUE)
  data.frame(exit_day = pmin(event_day, last_visit), event = as.integer(event_day <= last_visit), treated, edss)
}

on_any_day <- function(n) {
  patients <- on_a_grid(n, every = 1, visits = 1400)
  patients$age <- round(runif(n, 18, 65))
  patients
}

with_late_entries <- function(patients, every = 91) {
  patients$entry_day <- pmax(0, patients$exit_day - every * sample(1:5, nrow(patients), replace = TRUE))
  patients
}

# Several rows a patient: follow-up cut at days 180 and 360, EDSS changing from row to row, events may come again.
in_several_rows <- function(n) {
  patients <- on_a_grid(n, every = 30, visits = 24)
  rows <- lapply(seq_len(n), function(i) {
    cuts <- c(0, 180, 360, 10000)
    cuts <- c(cuts[cuts < patients$exit_day[i]], patients$exit_day[i])
    k <- length(cuts) - 1
    data.frame(patient = i, entry_day = cuts[-length(cuts)], exit_day = cuts[-1],
      event = c(rbinom(k - 1, 1, 0.2), patients$event[i]), treated = patients$treated[i],
      edss = patients$edss[i] + 0.5 * rbinom(k, 2, 0.3))
  })
  do.call(rbind, rows)
}

grid <- on_a_grid(300)
weighted <- cbind(grid, weight = round(runif(300, 0.3, 3), 3))
entering <- with_late_entries(cbind(on_a_grid(300), weight = round(rexp(300) + 0.1, 3)))
in_strata <- cbind(on_a_grid(300), stratum = sample(1:5, 300, replace = TRUE))
in_strata$event[in_strata$stratum == 4] <- 0
strata_and_all <- with_late_entries(cbind(on_a_grid(300), weight = round(runif(300, 0.3, 3), 3),
  stratum = sample(1:4, 300, replace = TRUE), patient = sample(1:80, 300, replace = TRUE)))
strata_and_all$event[strata_and_all$stratum == 2] <- 0
one_event <- on_any_day(40)
one_event$event <- as.integer(seq_len(40) == order(abs(one_event$exit_day - 300))[1])
one_event$age[one_event$event == 1] <- 40
one_day <- on_a_grid(60)
one_day$event <- as.integer(one_day$exit_day == 91)

cases <- list(
  list("Cox, Efron ties", "visits_on_a_grid", grid, c("treated", "edss")),
  list("Cox, Efron ties", "any_day", on_any_day(300), c("treated", "edss", "age")),
  list("Cox, Efron ties", "one_event", one_event, "age"),
  list("Cox, Efron ties", "all_events_on_one_day", one_day, c("treated", "edss")),
  list("Cox, Efron ties, robust", "robust_on_a_grid", cbind(grid, weight = 1), c("treated", "edss")),
  list("Cox, Efron ties, weights", "weights_on_a_grid", weighted, c("treated", "edss")),
  list("Cox, Efron ties, weights, late entries", "weights_and_entries", entering, c("treated", "edss")),
  list("Cox, Efron ties, strata", "an_empty_stratum", in_strata, c("treated", "edss")),
  list("Cox, Efron ties, clustered rows", "rows_of_one_patient", in_several_rows(120), c("treated", "edss")),
  list("Cox, Efron ties, weights, entries, strata, clustered", "all_at_once", strata_and_all, c("treated", "edss"))
)

fit_of <- function(p, covariates) {
  p$entered <- if (is.null(p$entry_day)) -1 else p$entry_day
  terms <- c(covariates, if (!is.null(p$stratum)) "strata(stratum)")
  about <- reformulate(terms, response = "Surv(entered, exit_day, event)")
  if (is.null(p$entry_day)) about <- reformulate(terms, response = "Surv(exit_day, event)")
  arguments <- list(about, data = p, control = tight)
  if (!is.null(p$weight)) arguments$weights <- p$weight
  if (!is.null(p$patient)) arguments$cluster <- p$patient
  if (!is.null(p$weight) && is.null(p$patient)) arguments$cluster <- seq_len(nrow(p))
  do.call(coxph, arguments)
}

for (case in cases) {
  estimator <- case[[1]]
  name <- case[[2]]
  fit <- fit_of(case[[3]], case[[4]])
  save_patients(case[[3]], paste0("cox_", name))
  put <- function(quantity, value) record(oracle, estimator, name, quantity, value, "survival")
  put("coefficient", coef(fit))
  put("std_error", setNames(sqrt(diag(fit$var)), names(coef(fit))))
  model <- if (is.null(fit$naive.var)) fit$var else fit$naive.var
  put("model_std_error", setNames(sqrt(diag(model)), names(coef(fit))))
  put("upper", setNames(exp(confint(fit)[, 2]), names(coef(fit))))
  put("log_likelihood", fit$loglik[2])
  put("null_log_likelihood", fit$loglik[1])
  put("score_test", fit$score)
  put("wald_test", unname(fit$wald.test))
  if (name %in% c("one_event", "all_events_on_one_day")) next
  for (clock in c("km", "identity", "rank")) {
    check <- cox.zph(fit, transform = clock)$table[, "chisq"]
    record(oracle, "Proportional hazards, score test", name, clock, check, "survival")
  }
}

save_oracle(oracle, "cox.csv")
